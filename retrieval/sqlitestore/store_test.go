package sqlitestore_test

import (
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/sqlitestore"
)

func TestConformance(t *testing.T) {
	retrievaltest.Store(t, func(t *testing.T) (retrieval.Store, func() retrieval.Store) {
		dir := t.TempDir()
		store := open(t, dir, sqlitestore.Write)
		return store, func() retrieval.Store {
			if err := store.Close(); err != nil {
				t.Fatal(err)
			}
			store = open(t, dir, sqlitestore.Write)
			return store
		}
	})
}

func TestConformanceInMemory(t *testing.T) {
	retrievaltest.Store(t, func(t *testing.T) (retrieval.Store, func() retrieval.Store) {
		store, err := sqlitestore.OpenMemory(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { store.Close() })
		return store, nil
	})
}

func open(t *testing.T, dir string, mode sqlitestore.Mode) *sqlitestore.Store {
	t.Helper()
	store, err := sqlitestore.Open(t.Context(), dir, mode)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}
