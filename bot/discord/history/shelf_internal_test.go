package history

import (
	"os"
	"reflect"
	"testing"
	"time"
)

func somePlace() *place {
	return &place{ID: "7", Name: "gate", Thread: true, Owner: "1", Seen: "x", Whole: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), Complete: true,
		Messages: []message{{ID: "8", Author: person{ID: "1", Name: "Ada"}, Text: "It opens at six.", Mentions: []person{{ID: "2", Name: "Ben"}}}, {ID: "10", Beside: []string{"[file: map]"}}}}
}

// A file that was cut or changed at any byte is as good as none.
func TestShelfAtEveryByte(t *testing.T) {
	s := shelf{t.TempDir()}
	if err := s.save(somePlace()); err != nil {
		t.Fatal(err)
	}
	got := s.load("7")
	if got.saved = ""; !reflect.DeepEqual(got, somePlace()) {
		t.Errorf("loaded %+v", got)
	}
	whole, err := os.ReadFile(s.file("7"))
	if err != nil {
		t.Fatal(err)
	}
	for at := range whole {
		garbled := append([]byte(nil), whole...)
		garbled[at] ^= 1
		for _, data := range [][]byte{whole[:at], garbled, append(append([]byte(nil), whole...), whole[:at]...)} {
			if p := placeOf(data, "7"); at > 0 && len(p.Messages) > 0 || p.ID != "7" {
				t.Fatalf("cut or changed at %d it is %+v", at, p)
			}
		}
	}
}

// What stands on the shelf already is not written again.
func TestShelfSavesChanges(t *testing.T) {
	s := shelf{t.TempDir()}
	p := somePlace()
	if err := s.save(p); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.file("7"), []byte("mark"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.save(p); err != nil {
		t.Fatal(err)
	}
	if data, _ := os.ReadFile(s.file("7")); string(data) != "mark" {
		t.Error("it was written again")
	}
	p.Name = "other"
	if err := s.save(p); err != nil || s.load("7").Name != "other" {
		t.Errorf("%v, %+v", err, s.load("7"))
	}
	if err := s.clear(); err != nil || len(s.places()) > 0 {
		t.Errorf("%v, %v", err, s.places())
	}
}

// FuzzShelf: nothing that stands in a file does harm.
func FuzzShelf(f *testing.F) {
	f.Add([]byte(""))
	f.Add([]byte("{}"))
	f.Add([]byte(`{"id":"7","messages":[{"id":""}]}`))
	f.Add([]byte(`{"id":"7","thread":true,"resolved":true,"messages":[{"id":"8","time":"2026-03-01T12:00:00Z","text":"<@1>","author":{"id":"1","name":"Ada"}},{"id":"9","text":"b"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, file := range [][]byte{data, append([]byte(headOf(data)+"\n"), data...)} {
			p := placeOf(file, "7")
			if p.ID != "7" {
				t.Errorf("loaded %+v", p)
			}
			v := (&Origin{}).newView()
			_, _ = open(file, &v.known)
			for _, d := range v.documents(p, true) {
				if d.Hash != d.ContentHash() {
					t.Errorf("the document is %+v", d)
				}
			}
		}
	})
}
