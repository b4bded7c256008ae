//! Exports as DiscordChatExporter writes them, in small.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value as Json, json};

/// The first day of every export: a Monday.
pub(crate) const BEGIN: &str = "2025-03-03T09:00:00Z";

/// A channel of the server with its messages.
pub(crate) struct Export {
    pub(crate) head: Json,
    pub(crate) messages: Vec<Json>,
}

impl Export {
    pub(crate) fn new(channel: &str, kind: &str) -> Self {
        let head = json!({
            "guild": { "id": "700", "name": "Nordlicht", "iconUrl": "https://cdn.example/700.png" },
            "channel": { "id": channel, "type": kind, "categoryId": "1", "category": "Info", "name": channel, "topic": null },
            "dateRange": { "after": null, "before": null },
            "exportedAt": "2026-01-01T00:00:00+00:00",
        });
        Self { head, messages: Vec::new() }
    }

    /// A message of somebody, so many hours after the begin.
    pub(crate) fn say(&mut self, hours: i64, who: &str, words: &str) -> &mut Json {
        self.messages.push(message(hours, who, words));
        self.messages.last_mut().unwrap()
    }

    pub(crate) fn text(&self) -> String {
        let mut whole = self.head.clone();
        whole["messages"] = self.messages.clone().into();
        whole["messageCount"] = self.messages.len().into();
        serde_json::to_string_pretty(&whole).unwrap()
    }

    pub(crate) fn save(&self, path: &Path) {
        std::fs::write(path, self.text()).unwrap();
    }
}

/// An id bears its time.
pub(crate) fn id(hours: i64) -> String {
    let at: Timestamp = BEGIN.parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours);
    ((at.as_millisecond() - 1_420_070_400_000) << 22).to_string()
}

pub(crate) fn message(hours: i64, who: &str, words: &str) -> Json {
    let at: Timestamp = BEGIN.parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours);
    json!({
        "id": id(hours), "type": "Default", "timestamp": at.strftime("%Y-%m-%dT%H:%M:%S.%3f+00:00").to_string(),
        "timestampEdited": null, "callEndedTimestamp": null, "isPinned": false, "content": words, "author": person(who),
        "attachments": [], "embeds": [], "stickers": [], "reactions": [], "mentions": [], "inlineEmojis": [],
    })
}

/// Who belongs to the team has its role.
pub(crate) fn person(name: &str) -> Json {
    let team = [json!({ "id": "900", "name": "Team", "color": "#1ABC9C", "position": 4 })];
    let roles = if ["kim", "ada"].contains(&name) { &team[..] } else { &[] };
    // The same name gives the same id.
    let number: u64 = name.bytes().fold(7, |sum, byte| sum * 31 % 1_000_003 + u64::from(byte));
    json!({
        "id": format!("{}", 10_000_000 + number), "name": name, "discriminator": "0000", "nickname": name.to_uppercase(),
        "color": null, "isBot": name.ends_with("bot"), "roles": roles, "avatarUrl": "https://cdn.example/a.png",
    })
}

/// Twelve weeks: the first six carry something, in the next three nothing is said, and the last three are as at first.
pub(crate) fn story() -> Export {
    const GOOD: [&str; 4] = [
        "Uploads up to 500 MB work again since 14:10. Retry failed ones under Files → Failed. Ticket 4711 is closed.",
        "Version 2.4 is out: search finds words inside PDFs. How to: https://docs.example.com/search",
        "We move the maintenance to Tuesday, 18 March, 22:00 to 23:30, because the hall is free then. Logins pause for 10 minutes.",
        "Refunds for the outage on 12 March: send your order number to billing@example.com by 31 March.",
    ];
    const EMPTY: [&str; 4] = [
        "Good morning everyone! How was your weekend? Ours was amazing ☕🎉",
        "Big things are coming soon, stay tuned 👀",
        "We are so thrilled and proud to be on this amazing journey with the best community ever!",
        "Tag a friend who needs to see this! Who is excited? 🔥🔥🔥",
    ];
    let mut export = Export::new("news", "GuildNews");
    for week in 0..12 {
        let texts = if (6..9).contains(&week) { EMPTY } else { GOOD };
        for (n, text) in texts.iter().enumerate() {
            let hours = (7 * week + n as i64) * 24;
            export.say(hours, "kim", &format!("{text} ({week}.{n})"));
            export.say(hours + 1, "troll", "PLANTED words of a member, which nobody reads");
        }
    }
    export
}
