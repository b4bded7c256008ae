//! Posts and replies as Discord's JSON: text, buttons, files, and whom they may call.

use serde_json::{Map, Value as Json, json};
use serenity::builder::CreateAttachment;

use crate::domain::CommunityId;
use crate::platform::{Button, Choose, File, Menu};

/// A message holds so many characters.
const CONTENT: usize = 2000;
/// An embed holds so many.
const EMBED: usize = 4096;
/// In a menu so many can be chosen.
const CHOSEN: usize = 25;
/// A row holds so many buttons.
const ROW: usize = 5;

/// The body of a message. `key` is what a post is found by later; calls nobody.
pub(super) fn body(
    community: &CommunityId,
    key: &str,
    text: &str,
    (menus, buttons): (&[Menu], &[Button]),
    files: &[File],
) -> Map<String, Json> {
    let mut body = Map::new();
    body.insert("allowed_mentions".into(), json!({ "parse": [] }));
    let length = text.chars().count();
    let plain = length <= CONTENT && files.is_empty() && (key.is_empty() || !buttons.is_empty());
    if plain {
        body.insert("content".into(), text.into());
    } else if length <= EMBED {
        let mut embed = json!({ "description": text });
        if !key.is_empty() {
            embed["footer"] = json!({ "text": key });
        }
        if let Some(picture) = files.iter().find(|file| file.name.ends_with(".png")) {
            embed["image"] = json!({ "url": format!("attachment://{}", picture.name) });
        }
        body.insert("embeds".into(), json!([embed]));
    } else {
        // A text that no message holds is cut; the whole of it never was one worth reading.
        body.insert("content".into(), text.chars().take(CONTENT - 1).chain(['…']).collect::<String>().into());
    }
    let menus = menus.iter().map(|menu| json!({ "type": 1, "components": [self::menu(community, key, menu)] }));
    let rows: Vec<Json> = menus.chain(buttons.chunks(ROW).map(|row| self::row(community, key, row))).collect();
    if !rows.is_empty() {
        body.insert("components".into(), rows.into());
    }
    if !files.is_empty() {
        let described = files.iter().enumerate().map(|(n, file)| {
            let alt: String = file.alt.chars().take(1024).collect();
            json!({ "id": n.to_string(), "filename": file.name, "description": alt })
        });
        body.insert("attachments".into(), described.collect());
    }
    body
}

/// The files behind it.
pub(super) fn attachments(files: &[File]) -> Vec<CreateAttachment> {
    files.iter().map(|file| CreateAttachment::bytes(file.bytes.clone(), file.name.clone())).collect()
}

fn row(community: &CommunityId, key: &str, buttons: &[Button]) -> Json {
    let button = |button: &Button| {
        let label: String = button.label.chars().take(80).collect();
        json!({ "type": 2, "style": 2, "label": label, "custom_id": custom_id(community, key, &button.action) })
    };
    json!({ "type": 1, "components": buttons.iter().map(button).collect::<Vec<_>>() })
}

fn menu(community: &CommunityId, key: &str, menu: &Menu) -> Json {
    let mut json = json!({
        "custom_id": custom_id(community, key, &menu.action), "placeholder": menu.label,
        "min_values": u8::from(!menu.many), "max_values": if menu.many { CHOSEN } else { 1 },
    });
    let chosen = |kind: fn(&str) -> (&str, &str)| -> Json {
        let chosen = menu.chosen.iter().map(|one| kind(one));
        chosen.map(|(kind, id)| json!({ "type": kind, "id": id })).collect()
    };
    match &menu.of {
        Choose::Channel => {
            json["type"] = 8.into();
            // A single one is there to be posted in, which a forum is not.
            json["channel_types"] = if menu.many { json!([0, 5, 15]) } else { json!([0, 5]) };
            json["default_values"] = chosen(|id| ("channel", id));
        }
        Choose::Sender => {
            json["type"] = 7.into();
            json["default_values"] = chosen(|id| match id.strip_prefix("<@&") {
                Some(role) => ("role", role.trim_end_matches('>')),
                None => ("user", id.trim_start_matches("<@").trim_end_matches('>')),
            });
        }
        Choose::One(values) => {
            json["type"] = 3.into();
            let option = |(label, value): &(String, String)| json!({ "label": label, "value": value, "default": menu.chosen.contains(value) });
            json["options"] = values.iter().map(option).collect();
        }
    }
    json
}

/// A button works for ever: what it does stands in it, and for which community, as a direct message has none.
fn custom_id(community: &CommunityId, key: &str, action: &str) -> String {
    format!("{community}|{key}|{action}")
}

/// The community and the action of a pressed button.
pub(super) fn pressed(custom_id: &str) -> Option<(CommunityId, &str)> {
    let mut parts = custom_id.splitn(3, '|');
    let (community, _, action) = (parts.next()?, parts.next()?, parts.next()?);
    Some((CommunityId::from(community), action))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_says_what_it_does() {
        let community = CommunityId::from("1234567890123456789");
        let key = "a".repeat(24);
        let id = custom_id(&community, &key, "nudge unfit 0123456789abcdef");
        assert!(id.len() <= 100, "{id}");
        assert_eq!(pressed(&id), Some((community, "nudge unfit 0123456789abcdef")));
        assert_eq!(pressed("other"), None);
    }
}
