package link

import (
	"cmp"
	"context"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

type dialer func(ctx context.Context, network, address string) (net.Conn, error)

// open lets discordgo open the websocket. Each connection has a discordgo
// session of its own: the goroutines of an old one may close what a session has
// open, late.
func (g *gateway) open(ctx context.Context, c *connection) error {
	address, err := g.address(ctx)
	if err != nil {
		return err
	}
	s, err := discordgo.New("Bot " + g.link.config.Token)
	if err != nil {
		return err
	}
	s.ShouldReconnectOnError, s.ShouldReconnectVoiceOnSessionError = false, false
	s.StateEnabled, s.Compress, s.SyncEvents = false, false, true
	s.LogLevel = -1 // even its errors would go to the standard log
	s.Identify.Intents = g.link.config.Intents
	s.ShardID, s.ShardCount = g.link.config.ShardID, g.link.config.ShardCount
	s.Client = &http.Client{Transport: answer(address)}
	plain := g.link.config.Dial
	s.Dialer = &websocket.Dialer{
		HandshakeTimeout: g.timing.Open,
		NetDialContext: func(_ context.Context, network, address string) (net.Conn, error) {
			return c.dial(ctx, plain, network, address)
		},
		NetDialTLSContext: func(_ context.Context, network, address string) (net.Conn, error) {
			return c.dial(ctx, g.secure, network, address)
		},
	}
	return s.Open()
}

// secure dials with TLS.
func (g *gateway) secure(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := g.link.config.Dial(ctx, network, address)
	if err != nil {
		return nil, err
	}
	config := cmp.Or(g.link.config.TLS.Clone(), &tls.Config{})
	if config.ServerName == "" {
		config.ServerName, _, _ = net.SplitHostPort(address)
	}
	config.NextProtos = nil // websockets are opened through HTTP/1.1
	secured := tls.Client(conn, config)
	if err := secured.HandshakeContext(ctx); err != nil {
		conn.Close()
		return nil, err
	}
	return secured, nil
}

// answer is what discordgo gets when it asks for the gateway's address.
type answer string

func (a answer) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := json.Marshal(map[string]string{"url": string(a)})
	if err != nil {
		return nil, err
	}
	return &http.Response{StatusCode: http.StatusOK, Status: "200 OK", Header: http.Header{}, Request: r,
		Body: io.NopCloser(strings.NewReader(string(body)))}, nil
}

// address returns where to connect: where the session is to be resumed, or what
// the API says.
func (g *gateway) address(ctx context.Context) (string, error) {
	if address := g.session.connects(); address != "" {
		return gatewayAddress(address)
	}
	raw, err := g.link.Do(ctx, Request{Method: http.MethodGet, Path: "/gateway"})
	if err != nil {
		return "", err
	}
	var found struct{ URL string }
	if err := json.Unmarshal(raw, &found); err != nil {
		return "", fmt.Errorf("read the gateway's address: %w", err)
	}
	address, err := gatewayAddress(found.URL)
	if err == nil {
		g.session.starts(address)
	}
	return address, err
}

// gatewayAddress leaves out the query, since discordgo appends its own.
func gatewayAddress(raw string) (string, error) {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "ws" && u.Scheme != "wss" || u.Host == "" {
		return "", fmt.Errorf("the gateway's address %.100q does not begin with ws:// or wss:// and a host", raw)
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String(), nil
}
