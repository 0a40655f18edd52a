package main

import "context"

// sourcesThere tells of each source how it was when it was last read. Nothing is
// read now.
func (x *examination) sourcesThere(ctx context.Context) error {
	x.about = "sources"
	registry, err := x.registry()
	if err != nil {
		return x.fault("list", "", "%v", err)
	}
	entries, err := registry.List(ctx)
	if err != nil {
		return x.fault("list", "", "%v", err)
	}
	for _, e := range entries {
		switch {
		case e.State.Problem != "":
			err = x.fault(e.Name, "footnote sync "+e.Name, "%s", e.State.Problem)
		case e.State.Held > 0:
			err = x.warn(e.Name, "footnote sync "+e.Name+" --confirm, if that is right", "%s are gone from it and kept", count(e.State.Held, "document"))
		case e.State.Synced.IsZero():
			err = x.warn(e.Name, "footnote sync, or footnote serve, which does it by itself", "never read")
		case e.State.Faults > 0:
			err = x.warn(e.Name, "footnote sync "+e.Name+" tells why", "%s, and %d that could not be read", count(e.State.Documents, "document"), e.State.Faults)
		default:
			err = x.ok(e.Name, "%s, read %s", count(e.State.Documents, "document"), e.State.Synced.Local().Format("2006-01-02 15:04"))
		}
		if err != nil {
			return err
		}
	}
	return nil
}
