package git

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync/atomic"

	"github.com/go-git/go-git/v6/plumbing"
	"github.com/go-git/go-git/v6/plumbing/protocol"
	"github.com/go-git/go-git/v6/plumbing/protocol/packp"
	"github.com/go-git/go-git/v6/plumbing/protocol/packp/sideband"
	"github.com/go-git/go-git/v6/plumbing/transport"
	githttp "github.com/go-git/go-git/v6/plumbing/transport/http"
)

// A head is what a branch points to.
type head struct {
	commit plumbing.Hash
	branch string // "" if HEAD is on none
}

// A wire is a session with a server. It counts what comes over it.
type wire struct {
	remote    remote
	transport http.RoundTripper
	limit     int64
	read      atomic.Int64
	// broken is set once a request failed or was refused, or the limit was
	// reached: then nothing is wrong with what is here.
	broken  atomic.Bool
	session transport.Session
}

// dial greets the server.
func (w *wire) dial(ctx context.Context) error {
	client := githttp.NewTransport(githttp.Options{Client: &http.Client{Transport: w}})
	session, err := client.Handshake(ctx, &transport.Request{URL: w.remote.address, Command: transport.UploadPackService, Protocol: protocol.V2})
	if err != nil {
		return w.explained(err)
	}
	w.session = session
	return nil
}

// RoundTrip implements http.RoundTripper. Passwords are put in here, so that
// the library never sees one.
func (w *wire) RoundTrip(request *http.Request) (*http.Response, error) {
	request = request.Clone(request.Context())
	w.remote.sign(request)
	response, err := w.transport.RoundTrip(request)
	if err != nil {
		w.broken.Store(true)
		return nil, err
	}
	if response.StatusCode >= http.StatusBadRequest {
		w.broken.Store(true)
	}
	response.Body = &metered{response.Body, w}
	return response, nil
}

// metered counts what is read of a response.
type metered struct {
	io.ReadCloser
	wire *wire
}

func (m *metered) Read(p []byte) (int, error) {
	// Beside data, an error would not be looked at.
	if m.wire.read.Load() > m.wire.limit {
		m.wire.broken.Store(true)
		return 0, tooMuch("is larger than %d MiB as it is sent", m.wire.limit>>20)
	}
	n, err := m.ReadCloser.Read(p)
	m.wire.read.Add(int64(n))
	if err != nil && err != io.EOF {
		m.wire.broken.Store(true)
	}
	return n, err
}

// A limitError says that a repository goes beyond a limit.
type limitError string

func (e limitError) Error() string { return string(e) }

func tooMuch(format string, args ...any) error {
	return limitError("the repository " + fmt.Sprintf(format, args...) + "; name a smaller one, or copy what matters into one of its own")
}

// head asks for the head of a branch, "" for the usual one.
func (w *wire) head(ctx context.Context, branch string) (head, error) {
	prefixes := []string{"HEAD", "refs/heads/"}
	if branch != "" {
		prefixes = []string{"refs/heads/" + branch}
	}
	found, err := w.session.GetRemoteRefs(ctx, &transport.GetRemoteRefsOptions{RefPrefixes: prefixes})
	switch {
	case errors.Is(err, transport.ErrEmptyRemoteRepository) && branch != "":
		return head{}, noBranch(branch)
	case errors.Is(err, transport.ErrEmptyRemoteRepository):
		return head{}, errEmpty
	case err != nil:
		return head{}, w.explained(err)
	}
	return pick(branch, func(name plumbing.ReferenceName) *plumbing.Reference {
		at := slices.IndexFunc(found.References, func(r *plumbing.Reference) bool { return r.Name() == name })
		if at < 0 {
			return nil
		}
		return found.References[at]
	})
}

var errEmpty = errors.New("the repository is empty: nothing has been committed to the branch that it shows")

func noBranch(name string) error {
	return fmt.Errorf("the repository has no branch %q; if it was renamed or deleted, name another one or remove the source", name)
}

// pick finds the head of a branch among references.
func pick(branch string, find func(plumbing.ReferenceName) *plumbing.Reference) (head, error) {
	name := plumbing.HEAD
	if branch != "" {
		name = plumbing.NewBranchReferenceName(branch)
	}
	for range 5 { // a reference may lead to another one
		reference := find(name)
		switch {
		case reference == nil && branch != "":
			return head{}, noBranch(branch)
		case reference == nil:
			return head{}, errEmpty
		case reference.Type() == plumbing.HashReference:
			h := head{commit: reference.Hash()}
			if name.IsBranch() {
				h.branch = name.Short()
			}
			return h, nil
		}
		name = reference.Target()
	}
	return head{}, errors.New("the branches of the repository lead in a circle")
}

// fetch gets a commit without its history into a store, and what the store has
// already it does not get.
func (w *wire) fetch(ctx context.Context, into *store, commit plumbing.Hash) error {
	wants := []plumbing.Hash{commit}
	if commander, ok := w.session.(transport.Commander); ok && len(into.have) > 0 {
		// The library does not ask for thin packs. Without that, git sends all
		// of a commit whose history is not wanted.
		args := &packp.FetchArgs{Wants: wants, Haves: into.have, Shallows: into.have, Deepen: 1, ThinPack: true, OFSDelta: true, NoProgress: true, Done: true}
		err := commander.Command(ctx, "fetch", args, update{into})
		if over := new(limitError); err == nil || ctx.Err() != nil || errors.As(err, over) {
			return w.explained(err)
		}
		w.broken.Store(false) // it may be that the server cannot do this
	}
	err := w.session.Fetch(ctx, into, &transport.FetchRequest{Wants: wants, Haves: slices.Clone(into.have), Depth: 1})
	if errors.Is(err, transport.ErrShallowNotSupported) {
		return errors.New("the server of the repository does not give commits without their history, which a newer one does")
	}
	return w.explained(err)
}

// An update is an answer with a pack on its way into a store.
type update struct{ store *store }

// Decode reads the answer.
func (u update) Decode(r io.Reader) error {
	var answer packp.FetchOutput
	if err := answer.Decode(r); err != nil {
		return err
	}
	if !answer.Packfile {
		return errPack
	}
	pack, err := u.store.PackfileWriter()
	if err != nil {
		return err
	}
	if _, err := io.Copy(pack, sideband.NewDemuxer(sideband.Sideband64k, r)); err != nil {
		pack.Close() // which does not take what is cut
		return err
	}
	return pack.Close()
}

// explained says what can be done against an error of the library.
func (w *wire) explained(err error) error {
	var limit limitError
	secured := w.remote.user+w.remote.password != ""
	switch {
	case err == nil, errors.As(err, &limit):
		return err
	case errors.Is(err, transport.ErrAuthenticationRequired) && secured:
		return errors.New("the server does not accept the user and password or token in the address")
	case errors.Is(err, transport.ErrAuthenticationRequired):
		return errors.New("the server asks for a password: there is no such repository, or it is private; check the address, or put user:token@ in front of the host")
	case errors.Is(err, transport.ErrAuthorizationFailed):
		return errors.New("the server does not let this be read; check that the token may read the repository's content")
	case errors.Is(err, transport.ErrRepositoryNotFound):
		return errors.New("the server has no such repository, or does not show it; check the address, or put user:token@ in front of the host")
	}
	return errors.New(w.remote.hidden(err.Error()))
}
