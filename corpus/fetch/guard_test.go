package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

func TestAddresses(t *testing.T) {
	const public, own, never = "public", "own", "never"
	for address, want := range map[string]string{
		"93.184.216.34": public, "1.1.1.1": public, "2606:2800:220:1:248:1893:25c8:1946": public,
		"127.0.0.1": own, "127.8.9.10": own, "10.1.2.3": own, "172.16.0.1": own, "172.31.255.255": own,
		"192.168.1.1": own, "100.64.0.1": own, "::1": own, "fd12:3456::1": own, "::ffff:10.0.0.1": own, "::ffff:127.0.0.1": own,
		"172.32.0.1": public, "100.128.0.1": public, "::ffff:1.1.1.1": public,
		"0.0.0.0": never, "0.1.2.3": never, "::": never, "169.254.169.254": never, "169.254.1.1": never, "fe80::1": never,
		"::ffff:169.254.169.254": never, "224.0.0.1": never, "239.1.1.1": never, "ff02::1": never, "255.255.255.255": never,
		"240.0.0.1": never, "192.0.0.192": never, "100.100.100.200": never, "fd00:ec2::254": never, "fd20:ce::254": never,
		"64:ff9b::7f00:1": never, "64:ff9b::a00:1": never, "64:ff9b:1::a00:1": never, "2002:7f00:1::": never, "2002:a00:1::1": never,
		"2001::1": never, "2001:db8::1": never, "192.0.2.1": never, "198.18.0.1": never, "203.0.113.9": never,
		"::127.0.0.1": never, "fec0::1": never, "fe80::1%eth0": never, "2606:2800:220::1%eth0": never,
	} {
		ip := netip.MustParseAddr(address)
		for _, private := range []bool{false, true} {
			ok := newGuard(private).address(&url.URL{}, ip) == nil
			if allowed := want == public || private && want == own; ok != allowed {
				t.Errorf("%s with private addresses %v: allowed %v, want %v", address, private, ok, allowed)
			}
		}
	}
}

// hidden are addresses of this computer, by which a page is asked for that must
// not be.
func hidden(port string) []string {
	var all []string
	for _, host := range []string{"127.0.0.1", "127.1.2.3", "localhost", "LOCALHOST.", "a.localhost", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
		"[0:0:0:0:0:0:0:1]", "0.0.0.0", "[::]", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "017700000001", "127.0.0.1.",
		"[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[::127.0.0.1]", "[fe80::1%25lo]"} {
		all = append(all, "http://"+host+":"+port+"/")
	}
	return append(all, "http://user:secret@127.0.0.1:"+port+"/", "http://example.org@127.0.0.1:"+port+"/", "https://127.0.0.1:"+port+"/",
		"http://①②⑦.⓪.⓪.①:"+port+"/", "http://127。0。0。1:"+port+"/", "http://127.0.0.1%2f@:"+port+"/")
}

// TestNothingIsDialled asks in many ways for a page of this computer.
func TestNothingIsDialled(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var connections atomic.Int32
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			connections.Add(1)
			conn.Close()
		}
	}()
	defer listener.Close()
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	var dialled atomic.Int32
	client := newClient(Options{Resolver: resolver(t, map[string][]string{"127.0.0.1.": {"127.0.0.1"}})}, func(string, string) error { dialled.Add(1); return nil })
	for _, address := range hidden(port) {
		if _, err := client.Get(context.Background(), address, Validators{}); err == nil {
			t.Errorf("%s was fetched", address)
		}
		req, err := http.NewRequest(http.MethodGet, address, nil)
		if err != nil {
			continue
		}
		if resp, err := client.Transport().RoundTrip(req); err == nil {
			resp.Body.Close()
			t.Errorf("%s was fetched through the transport", address)
		}
	}
	if dialled.Load() != 0 || connections.Load() != 0 {
		t.Errorf("%d addresses were dialled, %d connections made", dialled.Load(), connections.Load())
	}
	// The same client, were it allowed to, does connect.
	New(Options{AllowPrivate: true}).Get(context.Background(), "http://127.0.0.1:"+port, Validators{})
	if connections.Load() != 1 {
		t.Errorf("the listener counts %d connections and should count 1", connections.Load())
	}
}

func TestCheck(t *testing.T) {
	client := New(Options{})
	for address, want := range map[string]string{
		"https://example.org/a?b=c#d":   "",
		"http://example.org:8080/":      "",
		"https://xn--bcher-kva.example": "",
		"https://1.1.1.1/":              "",
		"https://a.0x.example/":         "",
		"":                              "begin with",
		"example.org":                   "begin with",
		"ftp://example.org/":            "begin with",
		"file:///etc/passwd":            "begin with",
		"gopher://example.org:70/":      "begin with",
		"javascript:alert(1)":           "begin with",
		"http:example.org":              "no host",
		"http:///etc/passwd":            "no host",
		"https://:443/":                 "no host",
		"http://example.org:25/":        "port 25",
		"http://example.org:0/":         "port 0",
		"http://example.org:99999/":     "port 99999",
		"http://example.org:80a/":       "begins with",
		"http://u@example.org/":         "user's name",
		"http://u:p@example.org/":       "user's name",
		"http://10.0.0.1/":              "no public address",
		"http://0x0a.0.0.1/":            "number",
		"http://example.0x7f/":          "number",
		"http://a\x00.example/":         "begins with",
		"http://example.org/\n":         "begins with",
		"http://example.org/" + strings.Repeat("a", maxURL): "longer",
	} {
		err := client.Check(address)
		switch {
		case want == "" && err != nil:
			t.Errorf("%q: %v", address, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want) || !Is(err, Refused)):
			t.Errorf("%q: %v, want %q", address, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "u:p") {
			t.Errorf("%q: the password is told: %v", address, err)
		}
	}
}

// resolver answers on a socket of this computer what it is told to, each list
// in turn, the last address for ever.
func resolver(t *testing.T, names map[string][]string) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	var mutex sync.Mutex
	go func() {
		buffer := make([]byte, 512)
		for {
			n, from, err := conn.ReadFrom(buffer)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buffer[:n]) != nil || len(m.Questions) == 0 {
				continue
			}
			m.Response, m.Additionals = true, nil
			name := strings.ToLower(m.Questions[0].Name.String())
			mutex.Lock()
			if list := names[name]; m.Questions[0].Type == dnsmessage.TypeA && len(list) > 0 {
				m.Answers = []dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Name: m.Questions[0].Name, Class: dnsmessage.ClassINET},
					Body: &dnsmessage.AResource{A: netip.MustParseAddr(list[0]).As4()}}}
				if len(list) > 1 {
					names[name] = list[1:]
				}
			} else if len(list) == 0 {
				m.RCode = dnsmessage.RCodeNameError
			}
			mutex.Unlock()
			if packed, err := m.Pack(); err == nil {
				conn.WriteTo(packed, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

// TestRebinding looks up a name whose owner answers with a public address
// first, and then with one of this computer.
func TestRebinding(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { t.Error("the server was reached") }))
	defer server.Close()
	_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
	var dialled []string
	stop := errors.New("not dialled in a test")
	client := newClient(Options{Resolver: resolver(t, map[string][]string{"rebind.example.": {"93.184.216.34", "127.0.0.1"}})},
		func(_, address string) error { dialled = append(dialled, address); return stop })
	address := "http://rebind.example:" + port + "/"
	if _, err := client.Get(context.Background(), address, Validators{}); !errors.Is(err, stop) {
		t.Errorf("the public address: %v", err)
	}
	for range 3 {
		_, err := client.Get(context.Background(), address, Validators{})
		if !Is(err, Refused) {
			t.Errorf("the private address: %v", err)
		}
		var fault *Error
		if errors.As(err, &fault) && fault.URL != address {
			t.Errorf("the error is about %q", fault.URL)
		}
	}
	if len(dialled) != 1 || dialled[0] != "93.184.216.34:"+port {
		t.Errorf("dialled %v", dialled)
	}
}

func TestNameThatIsNot(t *testing.T) {
	client := newClient(Options{Resolver: resolver(t, nil)}, nil)
	_, err := client.Get(context.Background(), "http://nowhere.example/", Validators{})
	if !Is(err, Down) || !strings.Contains(err.Error(), `"nowhere.example"`) {
		t.Errorf("%v", err)
	}
}

// FuzzGuard: an address that passes and names a number leads to no place that
// is not allowed.
func FuzzGuard(f *testing.F) {
	for _, address := range hidden("80") {
		f.Add(address)
	}
	f.Add("https://example.org/")
	client := New(Options{})
	f.Fuzz(func(t *testing.T, address string) {
		u, err := client.parse(address)
		if err != nil {
			var fault *Error
			if !errors.As(err, &fault) || fault.Kind != Refused || fault.Error() == "" {
				t.Fatalf("%q: %v", address, err)
			}
			return
		}
		if ip, err := netip.ParseAddr(u.Hostname()); err == nil && (ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsMulticast() || ip.IsUnspecified()) {
			t.Errorf("%q passes", address)
		}
		if u.User != nil || u.Hostname() == "" {
			t.Errorf("%q passes", address)
		}
	})
}
