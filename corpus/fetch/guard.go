package fetch

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"syscall"

	"code.dny.dev/ssrf"
)

// ownV4 and ownV6 are the addresses of a network of one's own, which
// AllowPrivate opens. Those of one link are not among them: nobody publishes
// there, and it is where clouds hand out their secrets.
var (
	ownV4 = prefixes("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
	ownV6 = prefixes("::1/128", "fc00::/7")
)

// metadata are addresses at which clouds hand out secrets although they are in
// the ranges above.
var metadata = prefixes("100.100.100.200/32", "192.0.0.192/32", "fd00:ec2::254/128", "fd20:ce::254/128")

func prefixes(texts ...string) []netip.Prefix {
	all := make([]netip.Prefix, len(texts))
	for i, text := range texts {
		all[i] = netip.MustParsePrefix(text)
	}
	return all
}

// maxURL is how long an address may be, in bytes.
const maxURL = 8192

// A guard decides what may be reached.
type guard struct {
	private bool
	list    *ssrf.Guardian
}

func newGuard(private bool) guard {
	options := []ssrf.Option{ssrf.WithAnyPort()}
	if private {
		options = append(options, ssrf.WithAllowedV4Prefixes(ownV4...), ssrf.WithAllowedV6Prefixes(ownV6...))
	}
	return guard{private, ssrf.New(options...)}
}

// control is called with every address before it is connected to.
func (g guard) control(network, address string, _ syscall.RawConn) error {
	at := &url.URL{} // it is not known here; failed fills it in
	to, err := netip.ParseAddrPort(address)
	if err != nil || network != "tcp4" && network != "tcp6" {
		return refuse(at, "%s %s is no address of the web", network, address)
	}
	if err := g.address(at, to.Addr()); err != nil {
		return err
	}
	if err := g.port(at, int(to.Port())); err != nil {
		return err
	}
	return nil
}

// address checks where a connection leads to.
func (g guard) address(at *url.URL, ip netip.Addr) *Error {
	ip = ip.Unmap() // which is how it is dialled
	for _, p := range metadata {
		if p.Contains(ip) {
			return refuse(at, "%s is where a cloud keeps its secrets, and is never read", ip)
		}
	}
	if g.list.SafeAddr(ip.WithZone("")) == nil && ip.Zone() == "" {
		return nil
	}
	if g.private {
		return refuse(at, "%s is an address at which nothing is published", ip)
	}
	return refuse(at, "%s is no public address; to read from a network of your own, the operator allows private addresses for the source", ip)
}

// port checks a port: that of a service which is not the web could be made to
// take a request for commands of its own.
func (g guard) port(at *url.URL, port int) *Error {
	if port == 80 || port == 443 || port >= 1024 && port <= 65535 || g.private && port > 0 {
		return nil
	}
	return refuse(at, "the port %d is not one of the web; 80, 443 and those from 1024 are", port)
}

// url checks what can be told before names are looked up.
func (g guard) url(u *url.URL) *Error {
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return refuse(u, "only addresses that begin with http:// or https:// are read")
	case host == "":
		return refuse(u, "the address names no host")
	case len(u.String()) > maxURL:
		return &Error{Kind: Refused, URL: u.String()[:200] + "…", Err: errTooLong}
	case !g.private && (host == "localhost" || strings.HasSuffix(host, ".localhost")):
		return refuse(u, "%s is this computer itself; to read from a network of your own, the operator allows private addresses for the source", host)
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		if fault := g.address(u, ip); fault != nil {
			return fault
		}
	} else if numeric(host) {
		return refuse(u, "%s is a number and no name; write addresses as four numbers with dots", host)
	}
	if port := u.Port(); port != "" {
		n, err := strconv.Atoi(port)
		if err != nil {
			return refuse(u, "%s is no port", port)
		}
		return g.port(u, n)
	}
	return nil
}

// numeric reports whether a name would be taken for a number by some resolvers:
// 2130706433, 0x7f.1 and 0177.0.0.1 all are 127.0.0.1. No name on the web has a
// last part like that.
func numeric(host string) bool {
	last := host[strings.LastIndexByte(host, '.')+1:]
	digits := strings.TrimPrefix(last, "0x")
	set := "0123456789"
	if len(digits) < len(last) {
		set += "abcdef"
	}
	return strings.Trim(digits, set) == ""
}

// guarded is a transport whose every request is checked.
type guarded struct {
	guard     guard
	base      http.RoundTripper
	userAgent string
}

// RoundTrip sends one request; redirects are the caller's.
func (t guarded) RoundTrip(req *http.Request) (*http.Response, error) {
	if fault := t.guard.url(req.URL); fault != nil {
		if req.Body != nil {
			req.Body.Close()
		}
		return nil, fault
	}
	if req.Header.Get("User-Agent") == "" {
		req = req.Clone(req.Context())
		req.Header.Set("User-Agent", t.userAgent)
	}
	return t.base.RoundTrip(req)
}

// newTransport makes a transport on a dialer that is guarded.
func newTransport(o Options, g guard, dialled func(network, address string) error) http.RoundTripper {
	dialer := &net.Dialer{Timeout: connectTime, Resolver: o.Resolver}
	dialer.Control = func(network, address string, conn syscall.RawConn) error {
		if err := g.control(network, address, conn); err != nil {
			return err
		}
		if dialled != nil {
			return dialled(network, address)
		}
		return nil
	}
	return guarded{g, &http.Transport{
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		MaxResponseHeaderBytes: maxHeader,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        idleTime,
		TLSHandshakeTimeout:    connectTime,
		ResponseHeaderTimeout:  o.Timeout,
	}, o.UserAgent}
}
