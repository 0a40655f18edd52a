package git

import (
	"net/url"
	"strings"
)

// webAddresses returns what makes the address of the page that shows a file,
// by its path in the repository; nil if that is not known for certain. The
// branch stands in it and not the commit: with that, each commit would change
// all documents.
func webAddresses(address *url.URL, branch string) func(path string) string {
	if address == nil || branch == "" || address.Port() != "" {
		return nil
	}
	parts := strings.Split(strings.Trim(address.Path, "/"), "/")
	last := len(parts) - 1
	parts[last] = strings.TrimSuffix(parts[last], ".git")
	for _, part := range parts {
		if part == "" || part == "." || part == ".." {
			return nil
		}
	}
	between := ""
	switch host := strings.ToLower(address.Host); {
	case host == "github.com" && len(parts) == 2:
		between = "/blob/"
	case host == "gitlab.com" && len(parts) >= 2:
		between = "/-/blob/"
	case (host == "codeberg.org" || host == "gitea.com") && len(parts) == 2:
		between = "/src/branch/"
	case host == "bitbucket.org" && len(parts) == 2 && !strings.Contains(branch, "/"):
		between = "/src/" // where a slash would end the branch's name
	default:
		return nil
	}
	base := "https://" + strings.ToLower(address.Host) + "/" + escaped(strings.Join(parts, "/")) + between + escaped(branch) + "/"
	return func(path string) string { return base + escaped(path) }
}

// escaped writes a path as part of an address.
func escaped(path string) string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	return strings.Join(parts, "/")
}
