//! From the invitation to the first digest that follows a nudge, as one story.

use jiff::SignedDuration;

use crate::model::Model;
use crate::scene::BRAND_ROLE;
use crate::words::{EMPTY, good};
use crate::world::{ANN, BEN, BOSS, NEWS, STAFF, TOM, World};

/// What stood on the server before the bot came: four weeks of Ann and Ben, and of members.
fn before(model: &Model) {
    let now = model.state().now;
    for n in 0..24 {
        model.state().now = now - SignedDuration::from_hours(24 * (25 - n));
        let long = format!(
            "Hello everyone! We hope you all had a wonderful weekend and enjoyed the sunshine. We are so excited to \
             share this with you today. {}",
            good(n as u32)
        );
        let words = [good(n as u32), long, EMPTY[n as usize % 5].to_owned()];
        let _tom = model.says(TOM, NEWS, "when is the next meetup?".into());
        let _post = model.says([ANN, BEN][n as usize % 2], NEWS, words[n as usize % 3].as_str().into());
    }
    model.state().now = now;
}

#[tokio::test]
async fn from_the_invitation_to_the_digest() {
    // Monday, 10:00. The bot joins, and says once what it is.
    let mut world = World::unset(before).await;
    insta::assert_snapshot!(world.welcome().await, @r"
    #talk
    Punktum checks whether Acme's own posts come to the point. Members' messages are dropped unread.
    Whoever manages the server begins with `/setup`; it takes about 5 minutes.
    ");

    // The community manager sets it up, page by page.
    insta::assert_snapshot!(world.command(BOSS, "setup").await, @r"
    **Setup, 1 of 4: channels**
    Stages are channels for announcements and news: official posts count there. Notes and questions go to the staff channel.
    <Stages: 1001>
    <Staff channel: >
    [Next]
    ");
    let _page = world.choose(BOSS, "Staff channel", &[&STAFF.to_string()]).await;
    let _page = world.press(BOSS, "Next").await;
    let senders = [ANN.to_string(), BRAND_ROLE.to_string()];
    insta::assert_snapshot!(world.choose(BOSS, "Roles and accounts", &[&senders[0], &senders[1]]).await, @r"
    **Setup, 2 of 4: senders**
    Who posts for the brand: roles and accounts. Webhooks are enrolled with `/settings senders`. Members are never scored.
    Official from now on: <@201>.
    Official from now on: role <@&301>. The role has 1 account.
    <Roles and accounts: 201, 301>
    [Back] [Next]
    ");
    let _page = world.press(BOSS, "Next").await;
    let _form = world.press(BOSS, "Contact").await;
    let _page = world.fill(BOSS, "help@acme.example").await;
    insta::assert_snapshot!(world.press(BOSS, "Next").await, @r"
    **Setup, 4 of 4: weekly digest**
    Next digest: 14 September, 09:00, in #staff
    <Day: Monday>
    <Hour: 09:00>
    [Back] [First look]
    ");

    // She sees what her last four weeks were worth.
    insta::assert_snapshot!(world.press(BOSS, "First look").await, @r"
    **8 of 24 posts of the last 28 days came to the point (33 %).**
    3 of them, shorter in the same words:
    <https://discord.com/channels/1000/1001/1537732509696000004>
    > Exports to CSV work again since 09:40, also above 1201 rows. Start failed ones once more under Reports > Exports.
    <https://discord.com/channels/1000/1001/1538819673292800010>
    > Uploads up to 504 MB work again since 14:10. Retry failed ones under Files > Failed.
    <https://discord.com/channels/1000/1001/1539906836889600016>
    > Refunds for cancelled tickets now arrive within 3 days. Cancel under My tickets > Cancel until 27 hours before the start.
    New posts are scored from now on. Nothing from this look is kept.
    Notes are only recorded. After a week Punktum asks in the staff channel whether they should go out.
    [Back]
    ");

    // A week goes by. Ann drifts, and nobody is nudged.
    world.say_all(ANN, &EMPTY[..4]).await;
    for n in 0..4 {
        world.go("+12h").await;
        world.say(BEN, &good(n)).await;
    }
    world.at("2026-09-14T09:00").await;
    assert_eq!(world.states().await, ["would_have"]);
    insta::assert_snapshot!(world.next_post(), @r"
    #staff
    **Weekly digest Acme · week 37 (7 to 13 September 2026)**
    **4 of 8 posts came to the point (50 %).**
    **Best post:** <https://discord.com/channels/1000/1001/1546656310886400063> · Fact, help and something made in two sentences.
    **Most in the way:** reaction bait (1), loud words (1).
    **What remains, 12 weeks:** 4 fixes, 1 decision with its reason.
    How it is counted: /punktum about
    [punktum-2026-W37.png: Share of posts to the point: 50 % in week 37; smoothed score latest 60.2 of 100. Week 37: 4 to the point, 4 empty; most in the way reaction bait (1), loud words (1), stock phrases (1).]
    ");

    // The staff is asked, and she switches it on.
    world.at("2026-09-14T10:00").await;
    insta::assert_snapshot!(world.next_post(), @r"
    #staff
    After a week of observing: 1 note would have gone out.
    At this pace: less than one false note in 10 years. Should notes go out from now on?
    [Switch on] [Another week] [Digest only]
    ");
    insta::assert_snapshot!(world.press(BOSS, "Switch on").await, @"Notes go out when posts drift.");

    // Ann drifts again; the card names no fault, and only she reads the note.
    world.say_all(ANN, &EMPTY[..4]).await;
    world.go("+10m").await;
    insta::assert_snapshot!(world.next_post(), @r"
    #staff (calls ann)
    <@201>, a note on #news.
    [Show]
    ");
    let card = world.model.state().messages.values().last().unwrap().clone();
    insta::assert_snapshot!(world.press(BOSS, "Show").await, @"This note is shown only to the person it names.");
    world.show(&card);
    insta::assert_snapshot!(world.press(ANN, "Show").await, @r#"
    The last 4 posts in **#news** since today repeat what was said before. Latest: "We are over the moon"
    Add what is new: a deadline, a place or an answer. If nothing is new, skip the post.
    [Helps] [Doesn't fit] [Pause]
    "#);
    insta::assert_snapshot!(world.press(ANN, "Helps").await, @"Noted: helpful.");

    // She writes to the point from then on, and the digest says so.
    for n in 10..20 {
        world.go("+8h").await;
        world.say(ANN, &good(n)).await;
    }
    world.at("2026-09-21T08:59").await;
    assert_eq!(world.unread(), 0);
    world.at("2026-09-21T09:00").await;
    insta::assert_snapshot!(world.next_post(), @r"
    #staff
    **Weekly digest Acme · week 38 (14 to 20 September 2026)**
    **10 of 14 posts came to the point (71 %).** Week before 50 %: no clear difference.
    **Best post:** <https://discord.com/channels/1000/1001/1549376736460800080> · Fact, help and something made in two sentences.
    **Most in the way:** reaction bait (1), loud words (1).
    **Notes:** 1, 1 of them helpful.
    **What remains, 12 weeks:** 14 fixes, 4 decisions with their reasons.
    How it is counted: /punktum about
    [punktum-2026-W38.png: Share of posts to the point over 2 weeks: 50 % to 71 %, latest 71 % in week 38; smoothed score latest 90.6 of 100. Week 38: 10 to the point, 4 empty; most in the way reaction bait (1), loud words (1), stock phrases (1).]
    ");
    world.done().await;
}
