// Package discordtest is a fake Discord on loopback, for tests.
//
// One server speaks REST and the gateway, follows Discord's rules for
// interactions, rate limits and sessions, and shows its faults when a test asks
// for them. It checks every request, against Discord's OpenAPI document where
// that is at hand and against the limits that the document does not hold; what
// breaks them is a violation, and fails the test unless the test takes it.
//
// A test adds a guild, a channel and users to a Server, lets the bot connect,
// and acts as the users: Slash, Component, Say and so on send what Discord
// would, and return handles that wait for what the bot does about it.
package discordtest
