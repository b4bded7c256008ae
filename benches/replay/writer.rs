//! Writes an export as DiscordChatExporter does, of any number of messages. It knows nothing of the program's reader.

use std::io::{BufWriter, Write};
use std::path::Path;

use jiff::Timestamp;

/// One of so many messages is official.
pub(crate) const OFFICIAL: usize = 5;
/// Discord's first millisecond.
const FIRST: i64 = 1_420_070_400_000;
/// 2024-01-01.
const BEGIN: i64 = 1_704_067_200_000;
/// Two years.
const SPAN: i64 = 2 * 365 * 24 * 3_600_000;

/// Writes so many messages; the official ones say these texts in turn. About 4 kB each with what hangs on them.
pub(crate) fn write(path: &Path, messages: usize, texts: &[String]) -> std::io::Result<u64> {
    let mut to = BufWriter::with_capacity(1 << 20, std::fs::File::create(path)?);
    to.write_all(
        br#"{
  "guild": {
    "id": "100000000000000001",
    "name": "Nordlicht",
    "iconUrl": "https://cdn.discordapp.com/icons/100000000000000001/0123456789abcdef0123456789abcdef.png?size=512"
  },
  "channel": {
    "id": "100000000000000002",
    "type": "GuildNews",
    "categoryId": "100000000000000003",
    "category": "Info",
    "name": "news",
    "topic": null
  },
  "dateRange": {
    "after": null,
    "before": null
  },
  "exportedAt": "2026-01-01T00:00:00.0000000+00:00",
  "messages": ["#,
    )?;
    for n in 0..messages {
        let comma = if n == 0 { "" } else { "," };
        write!(to, "{comma}\n    {}", message(n, messages, texts))?;
    }
    write!(to, "\n  ],\n  \"messageCount\": {messages}\n}}\n")?;
    to.flush()?;
    Ok(path.metadata()?.len())
}

fn message(n: usize, of: usize, texts: &[String]) -> String {
    let at = BEGIN + SPAN * n as i64 / of as i64;
    let id = ((at - FIRST) << 22) | (n as i64 & 0x3f_ffff);
    let when = Timestamp::from_millisecond(at).unwrap();
    let official = n.is_multiple_of(OFFICIAL);
    let words = if official { format!("{} {n}", texts[n / OFFICIAL % texts.len()]) } else { chat(n) };
    let author = if official { user(10 + n / OFFICIAL % 3, true) } else { user(1_000 + n * 7 % 5_000, false) };
    let reactions: Vec<String> = (0..n % 4).map(|k| reaction(n, k)).collect();
    let embeds = if n.is_multiple_of(2) { embed(n) } else { String::new() };
    let files = if n.is_multiple_of(3) { attachment(n) } else { String::new() };
    let answered = [5, 9].contains(&(n % 10)).then(|| {
        let earlier = BEGIN + SPAN * (n as i64 - 1) / of as i64;
        let earlier = ((earlier - FIRST) << 22) | ((n as i64 - 1) & 0x3f_ffff);
        format!(
            r#",
      "reference": {{
        "type": "Default",
        "messageId": "{earlier}",
        "channelId": "100000000000000002",
        "guildId": "100000000000000001"
      }}"#
        )
    });
    let kind = if answered.is_some() { "Reply" } else { "Default" };
    format!(
        r#"{{
      "id": "{id}",
      "type": "{kind}",
      "timestamp": "{when:.3}",
      "timestampEdited": null,
      "callEndedTimestamp": null,
      "isPinned": false,
      "content": {},
      "author": {author},
      "attachments": [{files}],
      "embeds": [{embeds}],
      "stickers": [],
      "reactions": [{}],
      "mentions": [{}]{},
      "inlineEmojis": []
    }}"#,
        serde_json::Value::from(words),
        reactions.join(", "),
        user(1_000 + n * 11 % 5_000, false),
        answered.unwrap_or_default(),
    )
}

fn chat(n: usize) -> String {
    const SAID: [&str; 5] = [
        "haha yes 😂 same here, \"exactly\" what I thought",
        "does anybody know whether the update works on the old devices?\nmine hangs at 40 %",
        "good morning everyone",
        "I wrote to support last week and got an answer within a day, order 4711, all fine now. They were quite helpful.",
        "https://example.org/a/rather/long/address?with=parameters&and=more look at this",
    ];
    format!("{} {n}", SAID[n % SAID.len()])
}

fn user(id: usize, team: bool) -> String {
    let roles = if team {
        r##"
          {
            "id": "100000000000000009",
            "name": "Team",
            "color": "#1ABC9C",
            "position": 4
          }
        "##
    } else {
        ""
    };
    let name = if team { ["ada", "ben", "eva"][id % 3].to_owned() } else { format!("member{id}") };
    format!(
        r#"{{
        "id": "{}",
        "name": "{name}",
        "discriminator": "0000",
        "nickname": "{name} on the server",
        "color": null,
        "isBot": false,
        "roles": [{roles}],
        "avatarUrl": "https://cdn.discordapp.com/avatars/{id}/0123456789abcdef0123456789abcdef.png?size=512"
      }}"#,
        200_000_000_000_000_000_u64 + id as u64
    )
}

fn reaction(n: usize, k: usize) -> String {
    let users: Vec<String> = (0..3).map(|i| user(1_000 + (n + 13 * i + k) % 5_000, false)).collect();
    format!(
        r#"{{
          "emoji": {{
            "id": "",
            "name": "👍",
            "code": "thumbsup",
            "isAnimated": false,
            "imageUrl": "https://cdn.jsdelivr.net/gh/twitter/twemoji@latest/assets/svg/1f44d.svg"
          }},
          "count": 3,
          "users": [{}]
        }}"#,
        users.join(", ")
    )
}

fn embed(n: usize) -> String {
    format!(
        r##"{{
          "title": "Article number {n}",
          "url": "https://example.org/articles/{n}",
          "timestamp": null,
          "description": "{}",
          "color": "#2C2D31",
          "thumbnail": {{
            "url": "https://images-ext-1.discordapp.net/external/0123456789abcdef/https/example.org/{n}.png",
            "canonicalUrl": "https://example.org/{n}.png",
            "width": 1200,
            "height": 630
          }},
          "images": [],
          "fields": [],
          "inlineEmojis": []
        }}"##,
        "What the page behind the address says of itself, in a sentence or two. ".repeat(14)
    )
}

fn attachment(n: usize) -> String {
    format!(
        r#"{{
          "id": "{}",
          "url": "https://cdn.discordapp.com/attachments/100000000000000002/{n}/picture{n}.png?ex=66f00000&is=66eeae80&hm=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef&",
          "fileName": "picture{n}.png",
          "fileSizeBytes": 165152
        }}"#,
        300_000_000_000_000_000_u64 + n as u64
    )
}
