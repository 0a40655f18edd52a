package phrases

// The command /corpus, its subcommands and options.
const (
	NameCorpus      Key = "command.corpus.name"
	AboutCorpus     Key = "command.corpus.about"
	NameAdd         Key = "corpus.add.name"
	AboutAdd        Key = "corpus.add.about"
	NameRemove      Key = "corpus.remove.name"
	AboutRemove     Key = "corpus.remove.about"
	NameList        Key = "corpus.list.name"
	AboutList       Key = "corpus.list.about"
	NameSync        Key = "corpus.sync.name"
	AboutSync       Key = "corpus.sync.about"
	NameAudience    Key = "corpus.audience.name"
	AboutAudience   Key = "corpus.audience.about"
	NameLocation    Key = "corpus.option.location.name"
	AboutLocation   Key = "corpus.option.location.about"
	NameFile        Key = "corpus.option.file.name"
	AboutFile       Key = "corpus.option.file.about"
	NameChannel     Key = "corpus.option.channel.name"
	AboutChannel    Key = "corpus.option.channel.about"
	NameName        Key = "corpus.option.name.name"
	AboutName       Key = "corpus.option.name.about"
	NameEvery       Key = "corpus.option.every.name"
	AboutEvery      Key = "corpus.option.every.about"
	NameForRole     Key = "corpus.option.role.name"
	AboutForRole    Key = "corpus.option.role.about"
	NameForChannel  Key = "corpus.option.place.name"
	AboutForChannel Key = "corpus.option.place.about"
	NameOneSource   Key = "corpus.option.source.name"
	AboutOneSource  Key = "corpus.option.source.about"
	EveryQuarter    Key = "corpus.every.quarter"
	EveryHour       Key = "corpus.every.hour"
	EverySixHours   Key = "corpus.every.six"
	EveryDay        Key = "corpus.every.day"
	EveryWeek       Key = "corpus.every.week"
)

// The kinds of sources.
const (
	KindFiles   Key = "corpus.kind.files"
	KindGit     Key = "corpus.kind.git"
	KindWebsite Key = "corpus.kind.website"
	KindFeed    Key = "corpus.kind.feed"
	KindDiscord Key = "corpus.kind.discord"
	KindUpload  Key = "corpus.kind.upload"
)

// What is said while a source is read.
const (
	SyncWaiting   Key = "corpus.progress.waiting"    // {0} is a source
	SyncReading   Key = "corpus.progress.reading"    // {0} is a source, {1} documents
	SyncReadingOf Key = "corpus.progress.reading.of" // {0} is a source, {1} of {2} documents
	SyncEmbedding Key = "corpus.progress.embedding"  // {0} is a source, {1} of {2} passages
)

// What became of a source.
const (
	SourceAdded      Key = "corpus.added" // {0} is a source
	SourceHolds      Key = "corpus.holds"
	SourceEmpty      Key = "corpus.empty"   // {0} is a source
	SourcePassed     Key = "corpus.skipped" // {0} is how many
	SourceIgnored    Key = "corpus.ignored" // {0} is how many
	SourceFaults     Key = "corpus.faults"  // {0} is how many
	SourceQuestion   Key = "corpus.question"
	SourceAsk        Key = "corpus.ask"
	SourceUnseen     Key = "corpus.unseen"
	SourceNew        Key = "corpus.outcome.new"
	SourceChanged    Key = "corpus.outcome.changed"
	SourceRenamed    Key = "corpus.outcome.renamed"
	SourceGone       Key = "corpus.outcome.gone"
	SourceSame       Key = "corpus.outcome.same"
	SourceKept       Key = "corpus.outcome.kept"
	SourceProblem    Key = "corpus.problem"
	SourceUnreadable Key = "corpus.problem.plain"
	SourceHeld       Key = "corpus.held"
	SourceLetGo      Key = "corpus.letgo"
	SourcesSynced    Key = "corpus.synced"
	SourceLate       Key = "corpus.late"
)

// Removing a source.
const (
	RemoveAsk  Key = "corpus.remove.ask" // {0} is a source, {1} documents
	RemoveYes  Key = "corpus.remove.yes"
	RemoveNo   Key = "corpus.remove.no"
	RemoveKept Key = "corpus.remove.kept" // {0} is a source
	RemoveDone Key = "corpus.remove.done" // {0} is a source, {1} documents
)

// The list of sources.
const (
	ListTitle    Key = "corpus.list.title"
	ListNone     Key = "corpus.list.none"
	ListOperator Key = "corpus.list.operator"
	ListLast     Key = "corpus.list.last" // {0} is a time
	ListNext     Key = "corpus.list.next" // {0} is a time
	ListSeen     Key = "corpus.list.seen"
)

// Who sees a source.
const (
	SeenTitle      Key = "corpus.seen.title" // {0} is a source
	SeenNow        Key = "corpus.seen.now"
	SeenBefore     Key = "corpus.seen.before"
	SeenAll        Key = "corpus.seen.all"
	SeenEverywhere Key = "corpus.seen.everywhere"
	SeenOthers     Key = "corpus.seen.others"
	SeenRoles      Key = "corpus.seen.roles"
	SeenChannels   Key = "corpus.seen.channels"
	SeenAllButton  Key = "corpus.seen.reset"
	SeenNote       Key = "corpus.seen.note"
)

// What speaks against a command of /corpus.
const (
	ErrWhat           Key = "error.source.what"
	ErrLocation       Key = "error.source.location"
	ErrSourceChannel  Key = "error.source.channel"
	ErrSourceLimit    Key = "error.source.limit"
	ErrSourceBusy     Key = "error.source.busy"
	ErrSourceSize     Key = "error.source.size"
	ErrSourceFile     Key = "error.source.file"
	ErrSourceName     Key = "error.source.naming"
	ErrSourceTaken    Key = "error.source.taken"
	ErrSourceNone     Key = "error.source.none"
	ErrSourceOperator Key = "error.source.operator"
	ErrSourceFailed   Key = "error.source.failed"
)

// Sources in the status.
const (
	StatusSources Key = "status.sources"
	StatusProblem Key = "status.sources.problem" // {0} is a source
	HelpCorpus    Key = "help.corpus"
)
