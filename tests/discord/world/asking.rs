//! What people ask of the bot: commands, buttons, menus and forms, each with its answer.

use serde_json::{Value as Json, json};

use super::World;
use crate::model::Message;
use crate::scene::{GUILD, STAFF, shown, typed};

impl World {
    /// Somebody gives a command in the staff channel; the answer, which only they see.
    #[must_use]
    pub(crate) async fn command(&mut self, who: u64, line: &str) -> String {
        let data = typed(&self.model.state().commands, line);
        self.interact(who, STAFF, 2, &data, None).await
    }

    /// The same with an answer that everybody sees.
    #[must_use]
    pub(crate) async fn command_for_all(&mut self, who: u64, line: &str) -> String {
        self.public = true;
        self.command(who, line).await
    }

    /// Somebody presses a button under what was read last.
    #[must_use]
    pub(crate) async fn press(&mut self, who: u64, label: &str) -> String {
        let rows = self.buttons.as_array().into_iter().flatten();
        let mut all = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
        let button = all.find(|button| button["label"] == label).unwrap_or_else(|| panic!("no button {label}"));
        let data = json!({ "custom_id": button["custom_id"], "component_type": 2 });
        let on = self.on.clone().unwrap_or_else(|| Message { channel: STAFF, ..Message::default() });
        self.interact(who, on.channel, 3, &data, Some(&on)).await
    }

    /// Somebody chooses in a menu of what was read last; channels, roles, people or values by what Discord sends.
    #[must_use]
    pub(crate) async fn choose(&mut self, who: u64, menu: &str, values: &[&str]) -> String {
        let rows = self.buttons.as_array().into_iter().flatten();
        let mut all = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
        let own = all.find(|one| one["placeholder"] == menu).unwrap_or_else(|| panic!("no menu {menu}")).clone();
        let least = own["min_values"].as_u64().unwrap() as usize..=own["max_values"].as_u64().unwrap() as usize;
        assert!(least.contains(&values.len()), "{own}");
        let data = json!({ "custom_id": own["custom_id"], "component_type": own["type"], "values": values });
        let on = self.on.clone().expect("a message");
        self.interact(who, on.channel, 3, &data, Some(&on)).await
    }

    /// Somebody fills the form that was opened last.
    #[must_use]
    pub(crate) async fn fill(&mut self, who: u64, text: &str) -> String {
        let form = self.model.state().responses[&self.last].data["custom_id"].clone();
        let filled =
            json!({ "type": 1, "id": 1, "components": [{ "type": 4, "id": 2, "custom_id": "text", "value": text }] });
        let on = self.on.clone();
        let data = json!({ "custom_id": form, "components": [filled] });
        self.interact(who, STAFF, 5, &data, on.as_ref()).await
    }

    /// Somebody interacts; the answer as it stands in the end.
    pub(crate) async fn interact(
        &mut self,
        who: u64,
        channel: u64,
        kind: u8,
        data: &Json,
        on: Option<&Message>,
    ) -> String {
        let token = self.model.interacts((GUILD, channel, who), kind, data, on);
        // How far it is is no answer.
        let under_way = |text: &str| [" days read", " Tagen gelesen"].iter().any(|end| text.ends_with(end));
        self.until("an answer", |world| {
            let state = world.model.state();
            let response = &state.responses[&token];
            response.kind != 0 && !response.data.is_null() && !response.data["content"].as_str().is_some_and(under_way)
        })
        .await;
        let response = self.model.state().responses[&token].clone();
        self.last = token;
        assert!(response.after < 1000, "answered or promised after {} ms", response.after);
        if [4, 5, 6, 7].contains(&response.kind) {
            let public = std::mem::take(&mut self.public);
            // What takes the place of something only its person sees is as private as that.
            let private = response.ephemeral || on.is_some_and(|on| response.kind > 5 && on.flags & 64 != 0);
            assert_eq!(private, !public, "who sees this? {}", response.data);
            let components = response.data["components"].clone();
            self.buttons = components.clone();
            let own = Message { id: response.id, channel, author: crate::model::BOT, flags: 64, ..Message::default() };
            self.on = Some(Message { components, ..own });
            let files: String = response.files.iter().map(|name| format!("\n[{name}]")).collect();
            return format!("{}{files}", shown(&response.data));
        }
        response.data.to_string()
    }
}
