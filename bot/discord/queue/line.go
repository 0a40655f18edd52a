package queue

import "slices"

// A line is those who wait: guilds take turns, within a guild its users do, and
// of a user the question that was asked first comes first.
type line struct {
	guilds []*guildLine // the one whose turn it is first
	count  int
}

// A guildLine is the part of a line that waits in one guild; it is never empty.
type guildLine struct {
	guild string
	users []*userLine // the one whose turn it is first
}

// A userLine is the part that waits for one user in one guild; it is never
// empty.
type userLine struct {
	user    string
	waiters []*waiter
}

// order is the whole line as it would come to its turns if nobody joined.
func (l *line) order() []*waiter {
	guilds := make([][]*waiter, len(l.guilds))
	for i, g := range l.guilds {
		users := make([][]*waiter, len(g.users))
		for j, u := range g.users {
			users[j] = u.waiters
		}
		guilds[i] = interleave(users)
	}
	return interleave(guilds)
}

// interleave takes the first of each list, then the second of each that has
// one, and so on. It uses up lists, but not what they hold.
func interleave(lists [][]*waiter) []*waiter {
	if len(lists) == 1 {
		return lists[0]
	}
	var all []*waiter
	for len(lists) > 0 {
		left := lists[:0]
		for _, list := range lists {
			all = append(all, list[0])
			if len(list) > 1 {
				left = append(left, list[1:])
			}
		}
		lists = left
	}
	return all
}

// add lets a waiter join, behind all that had no turn yet.
func (l *line) add(w *waiter) {
	g := l.guild(w)
	if g == nil {
		g = &guildLine{guild: w.asker.Guild}
		l.guilds = append(l.guilds, g)
	}
	u := g.user(w)
	if u == nil {
		u = &userLine{user: w.asker.User}
		g.users = append(g.users, u)
	}
	u.waiters = append(u.waiters, w)
	l.count++
}

// take removes the waiter whose turn it is: its user and its guild had their turn
// and go to the back.
func (l *line) take(w *waiter) {
	g := l.guild(w)
	u := g.user(w)
	toBack(g.users, u)
	toBack(l.guilds, g)
	l.remove(w)
}

// remove removes a waiter from the line without a turn.
func (l *line) remove(w *waiter) {
	g := l.guild(w)
	u := g.user(w)
	i := slices.Index(u.waiters, w)
	// A copy, since an order may be of the same array.
	u.waiters = slices.Concat(u.waiters[:i], u.waiters[i+1:])
	l.count--
	if len(u.waiters) == 0 {
		g.users = slices.DeleteFunc(g.users, func(other *userLine) bool { return other == u })
	}
	if len(g.users) == 0 {
		l.guilds = slices.DeleteFunc(l.guilds, func(other *guildLine) bool { return other == g })
	}
}

func (l *line) guild(w *waiter) *guildLine {
	for _, g := range l.guilds {
		if g.guild == w.asker.Guild {
			return g
		}
	}
	return nil
}

func (g *guildLine) user(w *waiter) *userLine {
	for _, u := range g.users {
		if u.user == w.asker.User {
			return u
		}
	}
	return nil
}

// toBack moves an element to the end of a list.
func toBack[T comparable](list []T, element T) {
	i := slices.Index(list, element)
	copy(list[i:], list[i+1:])
	list[len(list)-1] = element
}
