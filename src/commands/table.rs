//! The table of commands.

use std::pin::Pin;

use super::{Command, Desk, Error, Reply};

/// One command: its path, who may give it, its options, and what carries it out.
pub struct Spec {
    /// The English path, such as `audit community`; also the key of its words: `command-audit-community`.
    pub path: &'static str,
    /// The German path.
    pub german: &'static str,
    /// Who may give it.
    pub rights: Rights,
    /// Its options, in the order in which they may be given without names.
    pub options: &'static [Opt],
    /// What carries it out.
    pub run: Run,
}

impl std::fmt::Debug for Spec {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.path)
    }
}

/// What carries out a command.
pub(super) type Run = for<'a> fn(&'a Desk<'a>, &'a Command) -> Answer<'a>;

/// The answer to come.
pub(super) type Answer<'a> = Pin<Box<dyn Future<Output = Result<Reply, Error>> + Send + 'a>>;

/// Who may give a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rights {
    /// Everyone.
    Everyone,
    /// Accounts that post for the brand, and admins.
    Enrolled,
    /// Those with the platform's right to manage the community.
    Admin,
}

/// An option of a command.
#[derive(Debug)]
pub struct Opt {
    /// Its English name.
    pub name: &'static str,
    /// Its German name.
    pub german: &'static str,
    /// What may be given.
    pub kind: Kind,
    /// Whether it must be given.
    pub required: bool,
}

/// What an option takes.
#[derive(Debug)]
pub enum Kind {
    /// Words; as the last option without a name, all the rest of the line.
    Text,
    /// A whole number in this range.
    Number(i64, i64),
    /// A channel.
    Channel,
    /// An account.
    Account,
    /// One of these.
    Choice(&'static [Choice]),
}

/// A value of a choice: English (as the program knows it), German.
pub type Choice = (&'static str, &'static str);

const fn opt(name: &'static str, german: &'static str, kind: Kind) -> Opt {
    Opt { name, german, kind, required: false }
}

const fn must(name: &'static str, german: &'static str, kind: Kind) -> Opt {
    Opt { name, german, kind, required: true }
}

macro_rules! run {
    ($($function:tt)*) => {
        |desk, command| Box::pin($($function)*(desk, command))
    };
}

const DAYS: Opt = opt("days", "tage", Kind::Number(1, 180));
const CSV: Opt = opt("csv", "csv", Kind::Text);
const PNG: Opt = opt("png", "png", Kind::Text);
const PUBLIC: Opt = opt("public", "öffentlich", Kind::Choice(YES_NO));
const YES_NO: &[Choice] = &[("true", "ja"), ("false", "nein")];
const HOURS: Opt = opt("hours", "stunden", Kind::Number(0, 168));
const WHERE: Opt = opt("channel", "kanal", Kind::Channel);
const ON_OFF: &[Choice] = &[("on", "an"), ("off", "aus")];
const WEEKDAYS: &[Choice] = &[
    ("monday", "montag"),
    ("tuesday", "dienstag"),
    ("wednesday", "mittwoch"),
    ("thursday", "donnerstag"),
    ("friday", "freitag"),
    ("saturday", "samstag"),
    ("sunday", "sonntag"),
];
const SCHEDULE: &[Opt] = &[
    opt("day", "tag", Kind::Choice(WEEKDAYS)),
    opt("hour", "stunde", Kind::Number(0, 23)),
    opt("channel", "kanal", Kind::Channel),
    opt("zone", "zeitzone", Kind::Text),
];

/// All commands.
pub static ALL: &[Spec] = &[
    Spec {
        path: "audit community",
        german: "rückblick gemeinschaft",
        rights: Rights::Admin,
        options: &[DAYS, CSV, PNG, PUBLIC],
        run: run!(super::audit::community),
    },
    Spec {
        path: "audit channel",
        german: "rückblick kanal",
        rights: Rights::Admin,
        options: &[must("channel", "kanal", Kind::Channel), DAYS, CSV, PNG, PUBLIC],
        run: run!(super::audit::channel),
    },
    Spec {
        path: "audit account",
        german: "rückblick konto",
        rights: Rights::Enrolled,
        options: &[must("account", "konto", Kind::Account), DAYS, CSV, PNG],
        run: run!(super::audit::account),
    },
    Spec {
        path: "audit message",
        german: "rückblick beitrag",
        rights: Rights::Enrolled,
        options: &[must("message", "beitrag", Kind::Text)],
        run: run!(super::audit::message),
    },
    Spec {
        path: "draft",
        german: "entwurf",
        rights: Rights::Enrolled,
        options: &[must("text", "text", Kind::Text)],
        run: run!(super::draft::draft),
    },
    Spec {
        path: "digest preview",
        german: "wochenbericht vorschau",
        rights: Rights::Admin,
        options: &[PNG],
        run: run!(super::digest::preview),
    },
    Spec {
        path: "digest now",
        german: "wochenbericht jetzt",
        rights: Rights::Admin,
        options: &[],
        run: run!(super::digest::now),
    },
    Spec {
        path: "digest schedule",
        german: "wochenbericht zeit",
        rights: Rights::Admin,
        options: SCHEDULE,
        run: run!(super::digest::schedule),
    },
    Spec {
        path: "settings senders",
        german: "einstellungen absender",
        rights: Rights::Admin,
        options: &[
            opt("change", "änderung", Kind::Choice(&[("list", "liste"), ("add", "hinzu"), ("remove", "weg")])),
            opt("account", "konto", Kind::Account),
            opt("kind", "art", Kind::Choice(&[("account", "konto"), ("role", "rolle"), ("webhook", "webhook")])),
            opt("owner", "besitzer", Kind::Account),
            opt("machine", "automat", Kind::Choice(ON_OFF)),
            opt("count", "anzahl", Kind::Number(0, 100_000_000)),
        ],
        run: run!(super::settings::senders),
    },
    Spec {
        path: "settings channels",
        german: "einstellungen kanäle",
        rights: Rights::Admin,
        options: &[
            opt("channel", "kanal", Kind::Channel),
            opt("use", "rolle", Kind::Choice(&[("stage", "bühne"), ("floor", "parkett"), ("staff", "team")])),
        ],
        run: run!(super::settings::channels),
    },
    Spec {
        path: "settings rules",
        german: "einstellungen regeln",
        rights: Rights::Admin,
        options: &[opt("heuristic", "heuristik", Kind::Text), opt("use", "stand", Kind::Choice(ON_OFF)), WHERE],
        run: run!(super::settings::rules),
    },
    Spec {
        path: "settings words",
        german: "einstellungen wörter",
        rights: Rights::Admin,
        options: &[
            opt("list", "liste", Kind::Choice(&[("substance", "gehalt"), ("padding", "beiwerk")])),
            opt("change", "änderung", Kind::Choice(&[("add", "hinzu"), ("remove", "weg")])),
            opt("phrase", "wendung", Kind::Text),
            WHERE,
        ],
        run: run!(super::settings::words),
    },
    Spec {
        path: "settings sensitivity",
        german: "einstellungen empfindlichkeit",
        rights: Rights::Admin,
        options: &[opt(
            "step",
            "stufe",
            Kind::Choice(&[("relaxed", "gelassen"), ("balanced", "ausgewogen"), ("strict", "streng")]),
        )],
        run: run!(super::settings::sensitivity),
    },
    Spec {
        path: "settings nudging",
        german: "einstellungen hinweise",
        rights: Rights::Admin,
        options: &[opt(
            "state",
            "stand",
            Kind::Choice(&[("on", "an"), ("observe", "beobachten"), ("digest", "wochenbericht")]),
        )],
        run: run!(super::settings::nudging),
    },
    Spec {
        path: "settings people",
        german: "einstellungen personen",
        rights: Rights::Admin,
        options: &[
            opt("mode", "modus", Kind::Choice(&[("off", "aus"), ("self", "selbst"), ("named", "namentlich")])),
            opt("agreed", "zugestimmt", Kind::Choice(&[("yes", "ja")])),
        ],
        run: run!(super::settings::people),
    },
    Spec {
        path: "settings language",
        german: "einstellungen sprache",
        rights: Rights::Admin,
        options: &[
            opt("language", "sprache", Kind::Choice(&[("de", "deutsch"), ("en", "englisch")])),
            opt("zone", "zeitzone", Kind::Text),
            opt("brand", "marke", Kind::Text),
            opt("contact", "kontakt", Kind::Text),
        ],
        run: run!(super::settings::language),
    },
    Spec {
        path: "settings digest",
        german: "einstellungen wochenbericht",
        rights: Rights::Admin,
        options: SCHEDULE,
        run: run!(super::digest::schedule),
    },
    Spec {
        path: "settings undo",
        german: "einstellungen zurück",
        rights: Rights::Admin,
        options: &[],
        run: run!(super::settings::undo),
    },
    Spec {
        path: "settings doctor",
        german: "einstellungen prüfen",
        rights: Rights::Admin,
        options: &[],
        run: run!(super::settings::doctor),
    },
    Spec {
        path: "settings leave",
        german: "einstellungen verlassen",
        rights: Rights::Admin,
        options: &[opt("confirm", "bestätigung", Kind::Text)],
        run: run!(super::settings::leave),
    },
    Spec {
        path: "setup",
        german: "einrichten",
        rights: Rights::Admin,
        options: &[
            opt(
                "step",
                "schritt",
                Kind::Choice(&[
                    ("stages", "bühnen"),
                    ("staff", "team"),
                    ("senders", "absender"),
                    ("language", "sprache"),
                    ("zone", "zeitzone"),
                    ("contact", "kontakt"),
                    ("day", "tag"),
                    ("hour", "stunde"),
                    ("look", "blick"),
                ]),
            ),
            opt("pick", "wahl", Kind::Text),
        ],
        run: run!(super::setup::setup),
    },
    Spec {
        path: "nudge show",
        german: "hinweise zeigen",
        rights: Rights::Enrolled,
        options: &[opt("nudge", "hinweis", Kind::Text)],
        run: run!(super::nudge::show),
    },
    Spec {
        path: "nudge dm",
        german: "hinweise direkt",
        rights: Rights::Enrolled,
        options: &[opt("use", "stand", Kind::Choice(ON_OFF))],
        run: run!(super::nudge::direct),
    },
    Spec {
        path: "nudge pause",
        german: "hinweise pause",
        rights: Rights::Enrolled,
        options: &[HOURS],
        run: run!(super::pause::pause),
    },
    Spec {
        path: "nudge off",
        german: "hinweise aus",
        rights: Rights::Enrolled,
        options: &[opt("use", "stand", Kind::Choice(ON_OFF))],
        run: run!(super::nudge::off),
    },
    Spec {
        path: "nudge helps",
        german: "hinweise hilft",
        rights: Rights::Enrolled,
        options: &[must("nudge", "hinweis", Kind::Text)],
        run: run!(super::nudge::helps),
    },
    Spec {
        path: "nudge unfit",
        german: "hinweise unpassend",
        rights: Rights::Enrolled,
        options: &[must("nudge", "hinweis", Kind::Text)],
        run: run!(super::nudge::unfit),
    },
    Spec {
        path: "pause",
        german: "pause",
        rights: Rights::Enrolled,
        options: &[HOURS, opt("reason", "grund", Kind::Text)],
        run: run!(super::pause::pause),
    },
    Spec {
        path: "punktum help",
        german: "punktum hilfe",
        rights: Rights::Everyone,
        options: &[],
        run: run!(super::about::help),
    },
    Spec {
        path: "punktum about",
        german: "punktum über",
        rights: Rights::Everyone,
        options: &[],
        run: run!(super::about::about),
    },
    Spec {
        path: "punktum privacy",
        german: "punktum datenschutz",
        rights: Rights::Everyone,
        options: &[
            opt("action", "aktion", Kind::Choice(&[("export", "export"), ("erase", "löschen")])),
            opt("account", "konto", Kind::Account),
            opt("community", "gemeinschaft", Kind::Choice(YES_NO)),
            opt("confirm", "bestätigung", Kind::Text),
        ],
        run: run!(super::privacy::privacy),
    },
];
