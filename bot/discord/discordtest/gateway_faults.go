package discordtest

// gatewayFaults are those that wait for their moment.
type gatewayFaults struct {
	silent           bool // no heartbeat is acknowledged
	silentReady      int
	reconnectReady   int
	reconnectResumed int
	invalidResumes   int
	invalidResumable bool
	identifyCode     int
	duplicates       int
}

// Reconnect sends op 7 to every connection now.
func (g *Gateway) Reconnect() {
	g.each(func(c *conn) { c.write(encode(Object{"op": 7, "d": nil})) })
}

// ReconnectInsteadOfReady sends op 7 in place of the next READYs.
func (g *Gateway) ReconnectInsteadOfReady(times int) {
	g.set(func(f *gatewayFaults) { f.reconnectReady = times })
}

// ReconnectInsteadOfResumed sends op 7 in place of the next RESUMEDs.
func (g *Gateway) ReconnectInsteadOfResumed(times int) {
	g.set(func(f *gatewayFaults) { f.reconnectResumed = times })
}

// Invalidate sends op 9 to every connection now.
func (g *Gateway) Invalidate(resumable bool) {
	g.each(func(c *conn) { g.invalidate(c, c.session, resumable) })
}

// InvalidateResumes answers the next RESUMEs with op 9.
func (g *Gateway) InvalidateResumes(times int, resumable bool) {
	g.set(func(f *gatewayFaults) { f.invalidResumes, f.invalidResumable = times, resumable })
}

// StopAcks leaves heartbeats without acknowledgement, until it is called with
// false.
func (g *Gateway) StopAcks(stop bool) {
	g.set(func(f *gatewayFaults) { f.silent = stop })
}

// Drop cuts every connection without a word. Sessions can be resumed.
func (g *Gateway) Drop() {
	g.each(func(c *conn) { _ = c.ws.NetConn().Close() })
}

// CloseWith closes every connection with the code, such as 4000 or 4004.
// Sessions can be resumed unless the code says otherwise.
func (g *Gateway) CloseWith(code int) {
	g.each(func(c *conn) {
		if fatal(code) && c.session != nil {
			delete(g.sessions, c.session.id)
		}
		c.queue(outgoing{close: code})
	})
}

// fatal reports whether the code ends the session: one must identify again,
// or not at all.
func fatal(code int) bool {
	return code == 1000 || code == 1001 || code == 4007 || code == 4009 || code == 4004 || code >= 4010
}

// CloseNextIdentify answers the next IDENTIFY with the close code.
func (g *Gateway) CloseNextIdentify(code int) {
	g.set(func(f *gatewayFaults) { f.identifyCode = code })
}

// Duplicate sends each of the next events twice.
func (g *Gateway) Duplicate(events int) {
	g.set(func(f *gatewayFaults) { f.duplicates = events })
}

// NeverReady leaves the next IDENTIFYs without a READY.
func (g *Gateway) NeverReady(times int) {
	g.set(func(f *gatewayFaults) { f.silentReady = times })
}

// Live returns how many sessions have a connection.
func (g *Gateway) Live() int {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	live := 0
	for _, n := range g.sessions {
		if n.conn != nil {
			live++
		}
	}
	return live
}

func (g *Gateway) each(do func(*conn)) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	for c := range g.conns {
		do(c)
	}
}

func (g *Gateway) set(change func(*gatewayFaults)) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	change(&g.faults)
}
