package website

import (
	"cmp"
	"errors"
	"slices"

	"footnote/corpus"
)

var errAlike = errors.New("pages that differed now all say the same, as those of a site do that has broken down; " +
	"if it is no more, remove the source")

// judge decides which pages are not to be yielded: those of a site that has
// broken down, those that are found under another address as well, those that
// are not for robots.
func (v *visit) judge() {
	v.alike()
	for _, p := range v.pages {
		switch {
		case p.out:
		case p.orders.noindex:
			p.out = true
			v.ignored++
		case !v.place.included(p.key):
			p.out = true
			v.ignored++
		default:
			p.out = v.elsewhere(p)
		}
	}
}

// alike holds back pages that say the same now and said different things when
// they were last read. One or two may have been made one page; three were not.
func (v *visit) alike() {
	groups := map[uint64][]*page{}
	read := 0
	for _, p := range v.pages {
		if p.reading != nil && p.reading.print != 0 {
			groups[p.reading.print] = append(groups[p.reading.print], p)
			read++
		}
	}
	held := 0
	var faults []*corpus.Fault
	for _, group := range groups {
		before := map[uint64]bool{}
		for _, p := range group {
			if p.before != 0 && p.before != p.reading.print {
				before[p.before] = true
			}
		}
		if len(before) < 3 {
			continue
		}
		for _, p := range group {
			held++
			p.out, v.keep[p.key] = true, true
			if !p.added {
				faults = append(faults, &corpus.Fault{Path: v.place.path(p.key), Kind: corpus.Unread, Err: errAlike})
			}
		}
	}
	if 2*held > read && v.down == nil {
		v.down = errAlike
		return
	}
	slices.SortFunc(faults, func(a, b *corpus.Fault) int { return cmp.Compare(a.Path, b.Path) })
	v.faults = append(v.faults, faults...)
}

// elsewhere reports whether a page says that it belongs at another address,
// where most of what it says was found indeed: many sites name one page as that
// of all.
func (v *visit) elsewhere(p *page) bool {
	if p.reading == nil || p.reading.canonical == "" {
		return false
	}
	key, ok := v.place.key(p.reading.base, p.reading.canonical)
	if to := v.same[key]; to != "" {
		key = to
	}
	other := v.byKey[key]
	return ok && other != nil && other != p && !other.out && other.reading != nil &&
		!other.orders.noindex && v.place.included(key) && p.reading.within(other.reading) >= 0.5
}

// note writes down what can be told before all is read.
func (v *visit) note() {
	pages := map[string]entry{}
	for key, e := range v.cache.pages {
		pages[key] = e
	}
	for _, p := range v.pages {
		if p.added {
			pages[p.key] = p.entry
		}
	}
	if err := v.cache.save(pages); err != nil {
		v.faults = append(v.faults, &corpus.Fault{Path: v.site.dir, Kind: corpus.Doubtful, Err: err})
	}
}

// save writes down how the site was found. Where it could not be read, the
// cache stays as it is.
func (v *visit) save() {
	pages := map[string]entry{}
	whole := v.down == nil && v.ctx.Err() == nil
	for key, e := range v.cache.pages {
		if !whole || v.keep[key] {
			pages[key] = e
		}
	}
	for _, p := range v.pages {
		if !v.keep[p.key] && !p.probe && (whole || p.added || !v.broken()) {
			pages[p.key] = p.entry
		}
	}
	for key, e := range v.maps {
		pages[key] = e
	}
	for key, to := range v.same {
		if pages[to].Body != "" {
			pages[key] = entry{Same: to}
		}
	}
	if err := v.cache.save(pages); err != nil {
		v.faults = append(v.faults, &corpus.Fault{Path: v.site.dir, Kind: corpus.Doubtful, Err: err})
		return
	}
	v.cache.sweep()
}

// broken reports whether the pages that were read are not to be trusted.
func (v *visit) broken() bool { return errors.Is(v.down, errAlike) }
