package link

import (
	"net/http"
	"time"
)

const (
	// mostRefused is how many requests may be refused in ten minutes; Discord
	// blocks the address after 10,000. The rest is for replies to interactions,
	// up to mostRefusedReplies.
	mostRefused        = 5000
	mostRefusedReplies = 9000
)

// A brake counts refused requests in ten minutes, and stops before they are too
// many.
type brake struct {
	minutes [11]struct {
		number int64 // since the epoch
		count  int
	}
}

// count notes a reply.
func (b *brake) count(now time.Time, status int) {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests:
	default:
		return
	}
	minute := now.Unix() / 60
	cell := &b.minutes[minute%int64(len(b.minutes))]
	if cell.number != minute {
		cell.number, cell.count = minute, 0
	}
	cell.count++
}

// wait returns how long a request must wait for refusals to be forgotten.
func (b *brake) wait(now time.Time, reply bool) time.Duration {
	most := mostRefused
	if reply {
		most = mostRefusedReplies
	}
	minute := now.Unix() / 60
	sum, oldest := 0, minute
	for _, cell := range b.minutes {
		if cell.count > 0 && cell.number > minute-int64(len(b.minutes)) {
			sum, oldest = sum+cell.count, min(oldest, cell.number)
		}
	}
	if sum < most {
		return 0
	}
	return time.Unix((oldest+int64(len(b.minutes)))*60, 0).Sub(now)
}
