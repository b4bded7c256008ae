//! The list of all tables, for whatever walks over everything: handing over and erasing, of a community or an account.
//! Who adds a table decides here what names an account in it.

/// One table. `$1` is the community; where an account is meant `$2` is its id, `$3` that id as JSON, and `$4` the keyed hashes
/// it may stand under, with commas between them.
pub(super) struct Table {
    /// Its name.
    pub(super) name: &'static str,
    /// All rows of a community, by key, so that two exports of the same rows are the same.
    pub(super) all: &'static str,
    /// The rows that are about an account.
    pub(super) own: &'static str,
    /// After these no row names the account.
    pub(super) erase: &'static [&'static str],
    /// Deletes all rows of a community.
    pub(super) forget: &'static str,
    /// The columns that say whom a judgement is about.
    pub(super) judged: &'static [&'static str],
}

macro_rules! tables {
    ($($name:literal by $key:literal own $own:expr, erase [$($erase:expr),*], judged [$($judged:literal),*];)*) => {
        [$(Table {
            name: $name,
            all: concat!("SELECT * FROM ", $name, " WHERE community = $1 ORDER BY ", $key),
            own: concat!("SELECT * FROM ", $name, " WHERE community = $1 AND (", $own, ") ORDER BY ", $key),
            erase: &[$($erase),*],
            forget: concat!("DELETE FROM ", $name, " WHERE community = $1"),
            judged: &[$($judged),*],
        }),*]
    };
}

/// Whether a column that names an account by id or by the keyed hash of a reader names this one. Hashes are of one length, so
/// that one is found in the list only as a whole.
macro_rules! named {
    ($column:literal) => {
        concat!("(", $column, " = $2 OR (", $column, " LIKE 'reader:%' AND REPLACE($4, ", $column, ", '') <> $4))")
    };
}

/// Whether JSON holds the account's id, or calls it.
macro_rules! held {
    ($column:literal) => {
        concat!(
            "(REPLACE(",
            $column,
            ", $3, '') <> ",
            $column,
            " OR REPLACE(",
            $column,
            ", '<@' || $2 || '>', '') <> ",
            $column,
            " OR REPLACE(",
            $column,
            ", '<@!' || $2 || '>', '') <> ",
            $column,
            ")"
        )
    };
}

macro_rules! posted {
    () => {
        "(account = $2 OR (account_week <> '' AND REPLACE($4, account_week, '') <> $4))"
    };
}

macro_rules! queued {
    () => {
        concat!("(venue = 'direct:' || $2 OR ", held!("arguments"), ")")
    };
}

/// What was changed: a sender that is the account or belongs to it, or the contact.
macro_rules! changed {
    () => {
        concat!(
            "((subject = 'sender' AND ((scope <> 'role' AND key = $2) OR ",
            held!("before"),
            " OR ",
            held!("after"),
            "))
                OR (subject = 'setting' AND key = 'contact' AND (",
            held!("before"),
            " OR ",
            held!("after"),
            ")))"
        )
    };
}

/// All tables.
pub(super) static TABLES: [Table; 16] = tables![
    "communities" by "community" own "1 = 0", erase [], judged [];
    "channels" by "channel" own "1 = 0", erase [], judged [];
    "senders" by "kind, sender" own "(kind <> 'role' AND sender = $2) OR owner = $2", erase [
        "DELETE FROM senders WHERE community = $1 AND kind <> 'role' AND sender = $2",
        "UPDATE senders SET owner = NULL WHERE community = $1 AND owner = $2"
    ], judged [];
    "accounts" by "account" own "account = $2", erase [
        "DELETE FROM accounts WHERE community = $1 AND account = $2"
    ], judged [];
    "pauses" by "began_at" own "1 = 0", erase [], judged [];
    "messages" by "posted_at, message" own posted!(), erase [
        concat!("UPDATE messages SET account = NULL, account_week = NULL WHERE community = $1 AND ", posted!())
    ], judged ["account", "account_week"];
    "findings" by "message, position" own concat!(
        "message IN (SELECT message FROM messages WHERE community = $1 AND ", posted!(), ")"
    ), erase [], judged [];
    "drift_resets" by "subject, posted_at, message" own "subject = 'account:' || $2", erase [
        "DELETE FROM drift_resets WHERE community = $1 AND subject = 'account:' || $2"
    ], judged ["subject"];
    "nudges" by "raised_at, nudge" own concat!(named!("account"), " OR subject = 'account:' || $2"), erase [
        concat!("UPDATE nudges SET account = NULL WHERE community = $1 AND ", named!("account")),
        "UPDATE nudges SET subject = NULL WHERE community = $1 AND subject = 'account:' || $2"
    ], judged ["account", "subject"];
    "outbox" by "due_at, outbox" own queued!(), erase [
        concat!("DELETE FROM outbox WHERE community = $1 AND ", queued!())
    ], judged ["venue"];
    "feedback" by "nudge, account" own named!("account"), erase [
        // A verdict stays without its account; of several on one nudge that name nobody only the first.
        concat!("DELETE FROM feedback WHERE community = $1 AND ", named!("account"), " AND EXISTS (
            SELECT 1 FROM feedback AS other WHERE other.community = feedback.community AND other.nudge = feedback.nudge
                AND other.account < feedback.account AND (other.account = '' OR ", named!("other.account"), "))"),
        concat!("UPDATE feedback SET account = '' WHERE community = $1 AND ", named!("account"))
    ], judged ["account"];
    "weekly_summaries" by "iso_year, iso_week, scope, subject" own "scope = 'account' AND subject = $2", erase [
        "DELETE FROM weekly_summaries WHERE community = $1 AND scope = 'account' AND subject = $2"
    ], judged [];
    "digests" by "iso_year, iso_week" own "1 = 0", erase [], judged [];
    "cursors" by "place" own "1 = 0", erase [], judged [];
    "settings" by "scope, key" own concat!("key = 'contact' AND ", held!("value")), erase [
        concat!("DELETE FROM settings WHERE community = $1 AND key = 'contact' AND ", held!("value"))
    ], judged [];
    "settings_log" by "entry" own concat!("account = $2 OR ", changed!()), erase [
        "UPDATE settings_log SET account = '' WHERE community = $1 AND account = $2",
        // That something was changed stays; what it was could not be taken back any more.
        concat!("UPDATE settings_log SET key = CASE WHEN key = $2 THEN '' ELSE key END, before = NULL, after = NULL,
            undone = 1 WHERE community = $1 AND ", changed!())
    ], judged [];
];
