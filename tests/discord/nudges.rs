//! When a nudge reaches its person, and who sees what of it.

use crate::model::What;
use crate::words::{EMPTY, good};
use crate::world::{ANN, BEN, World};

/// As many empty posts as make an alarm.
const DRIFT: usize = 4;

#[tokio::test]
async fn the_card_judges_nobody_and_opens_for_its_person_alone() {
    let mut world = World::new().await;
    world.say_all(ANN, &EMPTY[..DRIFT]).await;
    world.go("+9m").await;
    assert_eq!((world.states().await, world.unread()), (vec!["pending"], 0));
    world.go("+1m").await;
    insta::assert_snapshot!(world.next_post(), @r"
    #staff (calls ann)
    <@201>, a note on #news.
    [Show]
    ");
    insta::assert_snapshot!(world.press(BEN, "Show").await, @"This note is shown only to the person it names.");
    // The card stays; whoever it is for may press it later.
    let card = world.model.state().messages.values().last().unwrap().clone();
    world.show(&card);
    insta::assert_snapshot!(world.press(ANN, "Show").await, @r"
    In **#news**, 2 of the last 4 posts since today ask for reactions without saying what for.
    After trimming, nothing is left. Add what and when, or skip the post until both are known.
    [Helps] [Doesn't fit] [Pause]
    ");
    insta::assert_snapshot!(world.press(ANN, "Helps").await, @"Noted: helpful.");
    world.done().await;
}

#[tokio::test]
async fn who_asked_for_direct_messages_gets_them_and_answers_there_after_a_restart_too() {
    let mut world = World::new().await;
    insta::assert_snapshot!(world.command(ANN, "nudge dm use:on").await, @"Notes come to you as direct messages. To switch it off: `/nudge dm off`");
    world.say_all(ANN, &EMPTY[..DRIFT]).await;
    world.go("+10m").await;
    insta::assert_snapshot!(world.next_post(), @r"
    @ann
    In **#news**, 2 of the last 4 posts since today ask for reactions without saying what for.
    After trimming, nothing is left. Add what and when, or skip the post until both are known.
    [Helps] [Doesn't fit] [Pause]
    ");
    world.stop().await;
    world.start().await;
    insta::assert_snapshot!(world.press(ANN, "Doesn't fit").await, @"Noted: did not fit. The post no longer counts.");
    world.done().await;
}

#[tokio::test]
async fn a_closed_door_is_remembered_and_the_staff_channel_takes_its_place() {
    let mut world = World::new().await;
    let _on = world.command(ANN, "nudge dm use:on").await;
    world.model.state().users.get_mut(&ANN).unwrap().closed = true;
    world.say_all(ANN, &EMPTY[..DRIFT]).await;
    world.go("+10m").await;
    insta::assert_snapshot!(world.next_post(), @r"
    #staff (calls ann)
    <@201>, a note on #news. It could not be delivered as a direct message.
    [Show]
    ");
    insta::assert_snapshot!(world.command(ANN, "nudge dm").await, @"You asked for direct messages, but the last one was refused. Allow them in your privacy settings, then: `/nudge dm on`");
    world.done().await;
}

#[tokio::test]
async fn an_edit_or_a_deletion_within_ten_minutes_takes_it_back() {
    let mut world = World::new().await;
    let said = world.say_all(ANN, &EMPTY[..DRIFT]).await;
    world.go("+5m").await;
    world.model.edits(said[DRIFT - 1], &good(1));
    world.settle().await;
    assert_eq!(world.states().await, ["cancelled"]);
    world.say(BEN, EMPTY[0]).await;
    world.go("+1d").await;
    assert_eq!(world.states().await, ["cancelled"]);
    world.done().await;
}

#[tokio::test]
async fn after_a_fix_the_card_is_settled_and_it_goes_after_a_day_whatever_crashes() {
    let mut world = World::new().await;
    let said = world.say_all(ANN, &EMPTY[..DRIFT]).await;
    world.go("+10m").await;
    let _card = world.next_post();
    let card = *world.model.state().messages.keys().last().unwrap();
    world.model.edits(said[DRIFT - 1], &good(1));
    world.settle().await;
    world.model.fails("PATCH /channels", What::SlowTaken(60_000), 1);
    world.crashes("+1m").await;
    world.start().await;
    insta::assert_snapshot!(world.stands(card).unwrap(), @"The note on #news is settled.");
    world.model.fails("DELETE /channels", What::SlowTaken(60_000), 1);
    world.crashes("+1d").await;
    assert_eq!(world.stands(card), None);
    world.start().await;
    world.go("+1d").await;
    insta::assert_snapshot!(world.command(ANN, "nudge show").await.lines().next().unwrap(), @"In **#news**, 2 of the last 4 posts since Monday ask for reactions without saying what for.");
    world.done().await;
}

#[tokio::test]
async fn a_deletion_takes_it_back_as_well() {
    let mut world = World::new().await;
    let said = world.say_all(ANN, &EMPTY[..DRIFT]).await;
    assert_eq!(world.states().await, ["pending"]);
    world.model.deletes(&[said[0]]);
    world.settle().await;
    assert_eq!(world.states().await, ["cancelled"]);
    world.go("+1d").await;
    world.done().await;
}

#[tokio::test]
async fn the_button_for_a_pause_brings_one() {
    let mut world = World::new().await;
    let _on = world.command(ANN, "nudge dm use:on").await;
    world.say_all(ANN, &EMPTY[..DRIFT]).await;
    world.go("+10m").await;
    let _note = world.next_post();
    insta::assert_snapshot!(world.press(ANN, "Pause").await, @"Paused until Tuesday, 13:10. Until then no notes, and posts do not count.");
    let said = world.say(ANN, EMPTY[0]).await;
    assert_eq!(world.judged(said).await.unwrap().1, "paused");
    world.done().await;
}

#[tokio::test]
async fn every_button_of_a_note_speaks_german_too() {
    let mut world = World::new().await;
    world.model.state().users.get_mut(&ANN).unwrap().locale = "de".into();
    world.model.state().users.get_mut(&BEN).unwrap().locale = "de".into();
    world.say_all(ANN, &EMPTY[..DRIFT]).await;
    world.go("+10m").await;
    let _card = world.next_post();
    let card = world.model.state().messages.values().last().unwrap().clone();
    insta::assert_snapshot!(world.press(BEN, "Show").await, @"Diesen Hinweis sieht nur, wer angesprochen ist.");
    let mut said = Vec::new();
    for label in ["Hilft", "Pause", "Passt nicht"] {
        world.show(&card);
        let note = world.press(ANN, "Show").await;
        if said.is_empty() {
            said.push(note);
        }
        said.push(world.press(ANN, label).await);
    }
    insta::assert_snapshot!(said.join("\n\n"), @r"
    In **#news** fehlt der Bitte um Reaktionen seit heute das Wozu, in 2 von 4 Beiträgen.
    Nach dem Kürzen bleibt nichts übrig. Sag, was neu ist, oder lass es weg.
    [Hilft] [Passt nicht] [Pause]

    Notiert: hilfreich.

    Pause bis Dienstag, 13:10 Uhr. Bis dahin keine Hinweise, und die Beiträge zählen nicht.

    Notiert: passte nicht. Der Beitrag zählt nicht mehr.
    ");
    world.done().await;
}

#[tokio::test]
async fn a_note_on_a_post_that_is_only_a_picture_by_now_quotes_nothing() {
    let mut world = World::new().await;
    let said = world.say_all(ANN, &EMPTY[..DRIFT]).await;
    world.go("+10m").await;
    let _card = world.next_post();
    let card = world.model.state().messages.values().last().unwrap().clone();
    for words in ["", " ", "👀"] {
        world.model.state().messages.get_mut(&said[DRIFT - 1]).unwrap().content = words.into();
        world.show(&card);
        let note = world.press(ANN, "Show").await;
        insta::allow_duplicates! {
            insta::assert_snapshot!(note, @r"
            In **#news**, 2 of the last 4 posts since today ask for reactions without saying what for.
            Say what happens with the answers and by when, or drop the question.
            [Helps] [Doesn't fit] [Pause]
            ");
        }
    }
    world.done().await;
}
