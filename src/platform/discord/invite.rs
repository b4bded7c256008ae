//! The link that brings the bot to a server, with the least it needs there.

use serenity::all::Permissions;

/// What a server is asked for, and why.
const NEEDED: [(Permissions, &str, &str); 5] = [
    (Permissions::VIEW_CHANNEL, "View Channels", "to see what is posted where the brand posts"),
    (Permissions::SEND_MESSAGES, "Send Messages", "for the welcome, notes and questions to the staff, and the digest"),
    (Permissions::EMBED_LINKS, "Embed Links", "for the text of the digest"),
    (Permissions::ATTACH_FILES, "Attach Files", "for the picture of the digest"),
    (
        Permissions::READ_MESSAGE_HISTORY,
        "Read Message History",
        "for the first look, audits, what was posted while it was away, and to say nothing twice",
    ),
];

/// The link for an application, and a line on each permission it asks for.
#[must_use]
pub fn invite(application: u64) -> String {
    let all = NEEDED.iter().fold(Permissions::empty(), |all, (one, ..)| all | *one);
    let mut lines = vec![
        format!(
            "https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands&permissions={}",
            all.bits()
        ),
        String::new(),
        "Whoever opens it needs the permission Manage Server there. The bot asks for:".to_owned(),
    ];
    lines.extend(NEEDED.iter().map(|(_, name, why)| format!("  {name:<20}  {why}")));
    lines.join("\n")
}

/// The application that a bot's token belongs to; its id is the token's first part.
#[must_use]
pub fn application_of(token: &str) -> Option<u64> {
    let first = token.trim().split('.').next()?;
    let mut bits = 0_u32;
    let mut held = 0;
    let mut id = String::new();
    for sign in first.trim_end_matches('=').bytes() {
        let value = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            id.push(char::from((bits >> held & 0xff) as u8));
        }
    }
    id.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_asks_for_the_least() {
        insta::assert_snapshot!(invite(1_234_567_890_123_456_789), @r"
        https://discord.com/oauth2/authorize?client_id=1234567890123456789&scope=bot+applications.commands&permissions=117760

        Whoever opens it needs the permission Manage Server there. The bot asks for:
          View Channels         to see what is posted where the brand posts
          Send Messages         for the welcome, notes and questions to the staff, and the digest
          Embed Links           for the text of the digest
          Attach Files          for the picture of the digest
          Read Message History  for the first look, audits, what was posted while it was away, and to say nothing twice
        ");
    }

    #[test]
    fn a_token_begins_with_its_application() {
        assert_eq!(application_of("MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.Gabcde.secret"), Some(1_234_567_890_123_456_789));
        assert_eq!([application_of(""), application_of("no token"), application_of("bm8.x")], [None; 3]);
    }
}
