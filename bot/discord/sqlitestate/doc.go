// Package sqlitestate keeps what the Discord bot must not forget when it is
// restarted, in one SQLite file, discord.db: the settings of each guild, the
// answers with what their buttons need, feedback, the threads that it opened,
// and what it told once.
//
// Several processes may open the file. A write has reached the disk when it
// returns; a crash at any instant loses at most the write that was under way.
package sqlitestate
