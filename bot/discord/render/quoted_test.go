package render

import "testing"

func TestQuoted(t *testing.T) {
	for _, text := range []string{"", "owls", "@everyone <@123456789012345678> ```", "[owls](https://evil.example/x) ||**https://evil.example", "a\nb\u2028# c", string(make([]byte, 300))} {
		quoted, name := Quoted(text), Name(text, 100)
		checkHarmless(t, quoted)
		checkFences(t, quoted)
		checkLinks(t, quoted, Options{})
		checkHarmless(t, name)
		checkLength(t, name, 100)
	}
	if got := Quoted("the owls of *Tarn*"); got != `the owls of \*Tarn\*` {
		t.Errorf("quoted: %q", got)
	}
}
