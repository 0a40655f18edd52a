package config

import (
	"errors"
	"path/filepath"
	"runtime"
)

const folder = "footnote"

// DefaultFile is the place of the configuration file in the user's folder for
// such.
func DefaultFile(getenv func(string) string) (string, error) {
	dir, err := userFolder(runtime.GOOS, getenv, "XDG_CONFIG_HOME", ".config", "AppData")
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, folder, "config.toml"), nil
}

// DefaultData is the data folder when none is named.
func DefaultData(getenv func(string) string) (string, error) {
	dir, err := userFolder(runtime.GOOS, getenv, "XDG_DATA_HOME", filepath.Join(".local", "share"), "LocalAppData")
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, folder), nil
}

var errNoHome = errors.New("no data folder: neither --data nor FOOTNOTE_DATA names one, and there is no home folder to make it in")

// userFolder follows the custom of the operating system. The environment comes
// as an argument, so that a test needs no other home than the one it makes.
func userFolder(system string, getenv func(string) string, xdg, below, windows string) (string, error) {
	if system == "windows" {
		if dir := getenv(windows); dir != "" {
			return dir, nil
		}
		return "", errNoHome
	}
	// The XDG specification has relative paths ignored.
	if dir := getenv(xdg); filepath.IsAbs(dir) {
		return dir, nil
	}
	home := getenv("HOME")
	switch {
	case home == "":
		return "", errNoHome
	case system == "darwin":
		return filepath.Join(home, "Library", "Application Support"), nil
	}
	return filepath.Join(home, below), nil
}
