package link

import (
	"cmp"
	"sync"
	"time"
)

// A session is what Discord remembers of us while we are away.
type session struct {
	mu       sync.Mutex
	id       string
	sequence int64
	// address is where Discord wants it resumed; "" for anywhere.
	address string
	// start is where sessions begin, as the API said, for as long as that is of
	// use: an API in trouble then keeps nobody from coming back.
	start string
}

// begin takes over the session that READY tells of.
func (s *session) begin(id, address string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.id, s.sequence, s.address = id, 0, address
}

// heard notes the sequence number of an event.
func (s *session) heard(sequence int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if sequence > 0 {
		s.sequence = sequence
	}
}

// forget gives the session up.
func (s *session) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.id, s.sequence, s.address = "", 0, ""
}

// strand forgets where to connect, after that address was no use.
func (s *session) strand() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.address, s.start = "", ""
}

// starts notes where sessions begin.
func (s *session) starts(address string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.start = address
}

// connects returns where to connect, "" when the API must be asked.
func (s *session) connects() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return cmp.Or(s.address, s.start)
}

// known returns the session's ID, "" for none, and what is needed to resume it.
func (s *session) known() (id string, sequence int64, address string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.id, s.sequence, s.address
}

// mostIdentifies is how many sessions are begun in a day, at most. Discord takes
// 1,000, and after one more resets the token.
const mostIdentifies = 900

// identifies remembers when sessions were begun.
type identifies struct {
	mu    sync.Mutex
	times []time.Time
}

// wait returns how long the next session has to wait.
func (i *identifies) wait(now time.Time, gap time.Duration) (time.Duration, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	for len(i.times) > 0 && now.Sub(i.times[0]) >= 24*time.Hour {
		i.times = i.times[1:]
	}
	if len(i.times) >= mostIdentifies {
		return 0, &FatalError{
			Reason: "the bot had to begin 900 sessions within a day, and Discord resets the token of those that begin 1,000",
			Advice: "look in the log why its connections end, mend that, and start it again tomorrow",
		}
	}
	if len(i.times) == 0 {
		return 0, nil
	}
	return max(0, gap-now.Sub(i.times[len(i.times)-1])), nil
}

func (i *identifies) count(now time.Time) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.times = append(i.times, now)
}
