// Package queue stands in front of what answers questions.
//
// A Queue lets a few questions be worked on at a time and keeps the others in a
// fair line: it takes turns among the guilds, and within a guild among the
// users, so that nobody waits because somebody else asks a lot. It knows each
// asker's place in line.
//
// A Quota counts what someone asked lately. A Recent notices what comes twice.
package queue
