package phrases

// Names and descriptions of commands and their options.
const (
	NameAsk           Key = "command.ask.name"
	AboutAsk          Key = "command.ask.about"
	NameSource        Key = "command.source.name"
	AboutSource       Key = "command.source.about"
	NameSources       Key = "command.sources.name"
	AboutSources      Key = "command.sources.about"
	NameHelp          Key = "command.help.name"
	AboutHelp         Key = "command.help.about"
	NameStatus        Key = "command.status.name"
	AboutStatus       Key = "command.status.about"
	NameFootnote      Key = "command.footnote.name"
	AboutFootnote     Key = "command.footnote.about"
	NameSettings      Key = "command.settings.name"
	AboutSettings     Key = "command.settings.about"
	NameAskAbout      Key = "message.ask.name"
	NameCheck         Key = "message.check.name"
	NameQuestion      Key = "option.question.name"
	AboutQuestion     Key = "option.question.about"
	NamePrivate       Key = "option.private.name"
	AboutPrivate      Key = "option.private.about"
	NameSourceOption  Key = "option.source.name"
	AboutSourceOption Key = "option.source.about"
	NameLanguage      Key = "option.language.name"
	AboutLanguage     Key = "option.language.about"
	NameQuery         Key = "option.query.name"
	AboutQuery        Key = "option.query.about"
	NameDocument      Key = "option.document.name"
	AboutDocument     Key = "option.document.about"
)

// Labels of buttons.
const (
	First    Key = "button.first"
	Previous Key = "button.previous"
	Next     Key = "button.next"
	Last     Key = "button.last"
	Back     Key = "button.back"
)

// What is said and asked about feedback.
const (
	Thanks      Key = "feedback.thanks"
	ReasonTitle Key = "feedback.title"
	ReasonLabel Key = "feedback.reason"
)

// What is said while an answer is awaited.
const (
	InLine Key = "wait.line" // {0} is the place
)

// What went wrong, and what to do.
const (
	ErrBusy          Key = "error.busy"
	ErrTooMany       Key = "error.many"
	ErrUserQuota     Key = "error.quota.user"  // {0} is minutes
	ErrGuildQuota    Key = "error.quota.guild" // {0} is minutes
	ErrChannel       Key = "error.channel"
	ErrRole          Key = "error.role"
	ErrBroke         Key = "error.broke" // {0} is a code to find it in the log by
	ErrRestarting    Key = "error.restarting"
	ErrInterrupted   Key = "error.interrupted"
	ErrSlow          Key = "error.slow"
	ErrAnswerGone    Key = "error.answer.gone"
	ErrDocumentGone  Key = "error.document.gone"
	ErrNoDocument    Key = "error.document.none" // {0} is what was named
	ErrNotYours      Key = "error.delete"
	ErrNotShareable  Key = "error.share"
	ErrEmptyQuestion Key = "error.question.empty"
	ErrLongQuestion  Key = "error.question.long" // {0} is the limit
	ErrEmptyCorpus   Key = "error.corpus.empty"
	ErrNotManager    Key = "error.manager"
	ErrNoNumber      Key = "error.number" // {0} is the greatest
	ErrNoText        Key = "error.text"
	ErrUnreadable    Key = "error.unreadable"
	ErrHidden        Key = "error.hidden"
)

// What was done.
const (
	Saved Key = "done.saved"
)

// What stands around an answer.
const (
	AnswerRefused        Key = "answer.refused"
	AnswerNothing        Key = "answer.nothing"
	AnswerNearest        Key = "answer.nearest"
	AnswerUnderstood     Key = "answer.understood"
	AnswerFallback       Key = "answer.fallback"
	AnswerPartly         Key = "answer.partly"
	AnswerFailed         Key = "answer.failed"
	AnswerFile           Key = "answer.file"
	AnswerFootnotes      Key = "answer.footnotes"
	AnswerFootnotesRange Key = "answer.footnotes.range"
	AnswerAgain          Key = "answer.again"
	AnswerShare          Key = "answer.share"
	AnswerDelete         Key = "answer.delete"
	AnswerWriting        Key = "answer.writing"
	FileFootnotes        Key = "file.footnotes"
)

// What is said of claims that were checked.
const (
	ClaimSupported    Key = "claim.supported"
	ClaimContradicted Key = "claim.contradicted"
	ClaimNotFound     Key = "claim.notfound"
	ClaimsNone        Key = "claims.none"
	ClaimsChecked     Key = "claims.checked" // {0} is how many
	ClaimsMore        Key = "claims.more"    // {0} is how many
)

// What stands in a footnote.
const (
	FootnoteBefore  Key = "footnote.before"
	FootnoteAfter   Key = "footnote.after"
	FootnoteOpen    Key = "footnote.open"
	FootnotePlace   Key = "footnote.place"
	FootnotePage    Key = "footnote.page" // {0} is a page or pages, as printed: 12, iv–v
	FootnoteChanged Key = "footnote.changed"
)

// What stands in documents, in lists of them and in what was found.
const (
	DocumentAuthor    Key = "document.author"
	DocumentPublisher Key = "document.publisher"
	DocumentDate      Key = "document.date"
	DocumentLanguage  Key = "document.language"
	DocumentAddress   Key = "document.address"
	DocumentVersion   Key = "document.version"
	DocumentPassages  Key = "document.passages"
	DocumentSections  Key = "document.sections"
	DocumentMore      Key = "document.more"
	DocumentPage      Key = "document.page"
	DocumentsTitle    Key = "documents.title"
	DocumentsNone     Key = "documents.none"
	DocumentsPage     Key = "documents.page"
	DocumentsSelect   Key = "documents.select"
	SearchTitle       Key = "search.title"
	ErrNothingFound   Key = "search.none" // {0} is what was looked for
	SearchSelect      Key = "search.select"
	CountDocuments    Key = "count.documents"
	CountPassages     Key = "count.passages"
)

// What stands in the status.
const (
	StatusTitle      Key = "status.title"
	StatusCorpus     Key = "status.corpus"
	StatusDocuments  Key = "status.documents"
	StatusSync       Key = "status.sync"
	StatusModel      Key = "status.model"
	StatusModelNone  Key = "status.model.none"
	StatusMode       Key = "status.mode"
	StatusModeQuotes Key = "status.mode.quotes"
	StatusModeModel  Key = "status.mode.model"
	StatusShard      Key = "status.shard"
	StatusShardOf    Key = "status.shard.of" // {0} is the shard, {1} how many there are
	StatusLatency    Key = "status.latency"
	StatusVersion    Key = "status.version"
	StatusWaiting    Key = "status.waiting"
	StatusUptime     Key = "status.uptime"
	StatusNever      Key = "status.never"
)

// The help, paragraph by paragraph.
const (
	HelpTitle     Key = "help.title"
	HelpAsk       Key = "help.ask"
	HelpTalk      Key = "help.talk"
	HelpFootnotes Key = "help.footnotes"
	HelpSource    Key = "help.source"
	HelpMessages  Key = "help.messages"
	HelpManage    Key = "help.manage"
)

// The panel of a server's settings.
const (
	SetTitle          Key = "settings.title"
	SetChoose         Key = "settings.choose"
	SetChannels       Key = "settings.channels"
	SetChannelsAbout  Key = "settings.channels.about"
	AllChannels       Key = "settings.channels.all"
	NoChannels        Key = "settings.channels.none"
	SetUnasked        Key = "settings.unasked"
	SetUnaskedAbout   Key = "settings.unasked.about"
	NeedsIntent       Key = "settings.unasked.intent"
	SetThreads        Key = "settings.threads"
	SetThreadsAbout   Key = "settings.threads.about"
	SetLanguage       Key = "settings.language"
	SetLanguageAbout  Key = "settings.language.about"
	UsersLanguage     Key = "settings.language.user"
	SetVerbosity      Key = "settings.verbosity"
	SetVerbosityAbout Key = "settings.verbosity.about"
	VerbosityShort    Key = "settings.verbosity.short"
	VerbosityNormal   Key = "settings.verbosity.normal"
	VerbosityFull     Key = "settings.verbosity.full"
	SetAuthors        Key = "settings.authors"
	SetAuthorsAbout   Key = "settings.authors.about"
	AuthorsHidden     Key = "settings.authors.hidden"
	AuthorsInitials   Key = "settings.authors.initials"
	AuthorsNames      Key = "settings.authors.names"
	SetRoles          Key = "settings.roles"
	SetRolesAbout     Key = "settings.roles.about"
	Everyone          Key = "settings.roles.everyone"
	SetQuotas         Key = "settings.quotas"
	SetQuotasAbout    Key = "settings.quotas.about"
	QuotasAre         Key = "settings.quotas.are" // {0} is a user's, {1} the server's
	QuotaUser         Key = "settings.quotas.user"
	QuotaGuild        Key = "settings.quotas.guild"
	On                Key = "settings.on"
	Off               Key = "settings.off"
)

// What permissions are lacking, by the names that Discord gives them.
const (
	Lacks                   Key = "permission.lacks" // {0} is a channel, {1} names of permissions
	Mute                    Key = "permission.mute"  // {0} is a channel, {1} names of permissions
	PermissionView          Key = "permission.view"
	PermissionSend          Key = "permission.send"
	PermissionSendInThreads Key = "permission.send.threads"
	PermissionCreateThreads Key = "permission.create.threads"
	PermissionEmbedLinks    Key = "permission.embed"
	PermissionAttachFiles   Key = "permission.attach"
	PermissionReadHistory   Key = "permission.history"
)
