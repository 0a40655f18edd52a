// Package chatlog reads what was said in chats, from the exports of
// DiscordChatExporter (JSON), Slack, Telegram (JSON) and WhatsApp, and from the
// logs of IRC and other chats. A conversation becomes a document: what was said
// without hours of silence between, each message with who said it and when:
// "ann, 2024-05-01 12:01: Which gate?" A thread is one document.
//
// Exports are recognised by what is in them, since their names say little.
package chatlog
