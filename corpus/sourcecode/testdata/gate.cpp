// The gates of the harbour.
namespace harbour {
extern "C" {
/// For programs in C.
int harbour_open(int gate);
}

/// What is known of a gate.
template <typename T>
class Gate : public Place<T> {
public:
  /// Makes a gate that is shut.
  explicit Gate(T name) : name_(name) {}
  virtual ~Gate();

  // Opens it unless the water is frozen.
  bool open(int level) const noexcept override {
    auto f = [&](int x) { return x > level; };
    return f(1);
  }

private:
  T name_;
};

// The gate is torn down.
template <typename T>
Gate<T>::~Gate() {}

enum class Level { High, Low };

std::ostream& operator<<(std::ostream& out, const Gate<int>& g) {
  return out << R"(})";
}
}  // namespace harbour
