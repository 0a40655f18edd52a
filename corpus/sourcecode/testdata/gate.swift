import Foundation

/// A gate of the harbour.
public final class Gate: Place {
    let name: String

    /// Makes a gate that is shut.
    init(name: String) {
        self.name = name
    }

    /// Opens it unless the water is frozen.
    @discardableResult
    func open(force: Bool = false) throws -> Bool {
        return true
    }
}

extension Gate: CustomStringConvertible {
    var description: String { name }
}

enum Level { case high, low }
