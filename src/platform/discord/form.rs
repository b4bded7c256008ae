//! Forms: one field that somebody types into.

use serde_json::{Map, json};
use serenity::all::{ActionRowComponent, Message, ModalInteractionData};

use crate::domain::Lang;
use crate::i18n::say;

use super::ask::Asker;
use super::guild::community;
use super::{Parts, register};

/// A title and a label hold so many characters.
const TITLE: usize = 45;

/// Asks for a draft.
pub(super) async fn open_draft(parts: &Parts, who: &Asker) -> serenity::Result<()> {
    let lang = match who.guild.map(community) {
        Some(community) => parts.lang(who, &community).await,
        None => Lang::En,
    };
    let texts = (say(lang, "discord-form-draft", &[]), say(lang, "discord-form-text", &[]));
    show(parts, who, register::FORM, (&texts.0, &texts.1), (2, 4000)).await
}

/// Asks for what follows the action of a button; the form is called as the button is.
pub(super) async fn open(parts: &Parts, who: &Asker, custom_id: &str, on: &Message) -> serenity::Result<()> {
    let buttons = on.components.iter().flat_map(|row| &row.components);
    let mut labels = buttons.filter_map(|part| {
        let json = json!(part);
        let own = json["custom_id"] == custom_id;
        json["label"].as_str().filter(|_| own).map(str::to_owned)
    });
    let label: String = labels.next().unwrap_or_else(|| "…".to_owned()).chars().take(TITLE).collect();
    show(parts, who, custom_id, (&label, &label), (1, 200)).await
}

async fn show(
    parts: &Parts,
    who: &Asker,
    custom_id: &str,
    (title, label): (&str, &str),
    (style, most): (u8, u32),
) -> serenity::Result<()> {
    let input = json!({
        "type": 4, "custom_id": "text", "style": style, "label": label, "max_length": most, "required": true,
    });
    let mut form = Map::new();
    form.insert("custom_id".into(), custom_id.into());
    form.insert("title".into(), title.into());
    form.insert("components".into(), json!([{ "type": 1, "components": [input] }]));
    parts.respond(who, 9, form, Vec::new()).await
}

/// What was typed.
pub(super) fn typed(form: &ModalInteractionData) -> String {
    let text = form.components.iter().flat_map(|row| &row.components).find_map(|part| match part {
        ActionRowComponent::InputText(input) => input.value.clone(),
        _ => None,
    });
    text.unwrap_or_default()
}
