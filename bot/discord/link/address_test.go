package link

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

// An API in trouble keeps nobody from beginning another session, since the
// gateway's address is known. It is asked again once nobody is there.
func TestAddressIsKept(t *testing.T) {
	invalid := func(p *peer) {
		p.ready()
		p.say(`{"op":9,"d":false}`)
		p.dropped()
	}
	gone := func(p *peer) { p.Close() }
	f := newFakeGateway(t, invalid, invalid, gone, (*peer).readyAndStay)
	var asked atomic.Int32
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		if strings.HasSuffix(q.URL.Path, "/gateway") && asked.Add(1) == 2 && f.connections() < 3 {
			t.Error("the address was asked for though it was known")
		}
		f.ServeHTTP(w, q)
	}))
	defer front.Close()
	r := start(t, f, func(c *Config) { c.API = front.URL })
	for range 3 {
		r.until(Ready)
	}
	if n := asked.Load(); n != 2 {
		t.Errorf("the address was asked for %d times, want 2", n)
	}
}
