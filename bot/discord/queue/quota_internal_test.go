package queue

import (
	"strconv"
	"testing"
	"time"
)

func TestQuotaForgetsKeys(t *testing.T) {
	now := time.Unix(0, 0)
	q := NewQuota(func() time.Time { return now })
	for i := range 100_000 {
		now = now.Add(time.Second)
		q.Take(strconv.Itoa(i), 30, time.Minute)
		// 60 count at a time.
		if len(q.taken) > 200 {
			t.Fatalf("%d keys are held", len(q.taken))
		}
	}
}

func TestQuotaForgetsWhatIsOld(t *testing.T) {
	now := time.Unix(0, 0)
	q := NewQuota(func() time.Time { return now })
	for range 100_000 {
		now = now.Add(time.Second)
		q.Take("a", 30, time.Minute)
	}
	if got := cap(q.taken["a"].at); got > 200 {
		t.Errorf("there is room for %d", got)
	}
}
