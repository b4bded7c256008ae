//! The words of a message, wherever Discord keeps them: its content, what it forwards, embeds somebody wrote, and the text
//! of components, which serenity leaves out.

use serde_json::Value as Json;
use serenity::all::{Embed, Message};

use crate::platform::join;

/// The component that holds text.
const TEXT_DISPLAY: u64 = 10;

/// What a message says; `title` is that of the forum post it opens.
pub(super) fn read(message: &Message, title: Option<&str>) -> String {
    let mut parts: Vec<&str> = title.into_iter().chain([message.content.as_str()]).collect();
    let mut embeds: Vec<&Embed> = message.embeds.iter().collect();
    for forwarded in &message.message_snapshots {
        parts.push(&forwarded.content);
        embeds.extend(&forwarded.embeds);
    }
    // Previews of links are not what the brand wrote.
    for embed in embeds.into_iter().filter(|embed| embed.kind.as_deref() == Some("rich")) {
        parts.extend(embed.title.as_deref().into_iter().chain(embed.description.as_deref()));
        parts.extend(embed.fields.iter().flat_map(|field| [field.name.as_str(), field.value.as_str()]));
    }
    join(parts)
}

/// What a message says that HTTP told, as far as it could be read, with the text of its components.
pub(super) fn all(typed: Option<&Message>, told: &Json, title: Option<&str>) -> String {
    let typed = typed.map(|message| read(message, title)).unwrap_or_default();
    join([&*typed, &*of_components(told)])
}

/// The text of the components of a message as Discord tells it, in order.
fn of_components(message: &Json) -> String {
    let mut parts = Vec::new();
    collect(&message["components"], &mut parts);
    let forwarded = message["message_snapshots"].as_array().into_iter().flatten();
    forwarded.for_each(|snapshot| collect(&snapshot["message"]["components"], &mut parts));
    join(parts)
}

fn collect<'a>(components: &'a Json, parts: &mut Vec<&'a str>) {
    for component in components.as_array().into_iter().flatten() {
        if component["type"].as_u64() == Some(TEXT_DISPLAY) {
            parts.extend(component["content"].as_str());
        }
        collect(&component["components"], parts);
    }
}
