//! What people post in these tests: of each value texts with a clear margin to the next, so that only a model that judges
//! otherwise changes them. `the_texts_have_the_values_the_tests_need` says so where it fails.

use punktum::domain::{Lang, Occasion};
use punktum::engine::markup::Markup;
use punktum::engine::{Engine, Hints, Rules};

/// Value 0: nothing to say, with feeling.
pub(crate) const EMPTY: [&str; 5] = [
    "We are so excited! Who else is? 🎉",
    "Our hearts are pounding. Are yours too? 👀",
    "So excited! So happy! So proud! 🎉",
    "We are over the moon! 🎉",
    "We are so thrilled, and so are you! 🎉",
];

/// Value 0: riddles without a word of what.
pub(crate) const TEASE: [&str; 5] = [
    "Are you as excited as we are? 👀",
    "Can you guess it? 🤔",
    "Who can guess it? 👀",
    "Are you ready? 👀",
    "Feeling the hype? 🎉",
];

/// Value 1: hardly anything.
pub(crate) const THIN: [&str; 5] = [
    "Something new is coming. Soon!",
    "A big announcement is coming this month. Stay tuned!",
    "We are working on something new for the app. More on that soon.",
    "We are planning a meetup. Details will follow.",
    "The next update is coming. We will keep you posted.",
];

/// Value 0: small talk.
pub(crate) const CHAT: [&str; 5] = [
    "Good morning everyone, happy Monday! How was your weekend?",
    "Happy Friday! What are your plans for the weekend? Tell us in the comments 💬",
    "Who else needs coffee today? ☕ Tag a friend who does!",
    "Happy Tuesday, lovely people! Enjoy the sunshine ☀️",
    "Rainy Wednesday ☔ Tea or coffee? React and let us know!",
];

/// Value 2.
pub(crate) const USEFUL: [&str; 2] = [
    "The wait is over! Sync is fixed in 4.7. Sign out and in once and enjoy the magic!",
    "Exciting times, folks! The museum is open until 20:00 on Thursdays. We are so thrilled and can't wait to see you all!",
];

/// Value 0, answers to members.
pub(crate) const SUPPORT: [&str; 4] = [
    "Hi Tom, thanks so much for reaching out! We are happy to help 😊",
    "Hi Lea, thank you for your patience, we really appreciate it!",
    "Thanks for your lovely feedback! It made our day ❤️",
    "So sorry to hear that! We totally understand your frustration.",
];

/// Value 0 or 1, and each says sorry.
pub(crate) const SORRY: [&str; 3] = [
    "Our site is down at the moment. We are very sorry for the inconvenience.",
    "We apologise for the inconvenience and thank you for your patience.",
    "We are so sorry about the outage today. We know how frustrating this is.",
];

/// Tells of a fault.
pub(crate) const DOWN: [&str; 2] = [
    "Logins are down since 08:10. We are working on it and write again at 09:00.",
    "Sorry for the slow search today. A server is down; we replace it tonight.",
];

/// Value 3, another text for each number.
pub(crate) fn good(n: u32) -> String {
    match n % 4 {
        0 => format!("Uploads up to {} MB work again since 14:10. Retry failed ones under Files > Failed.", 500 + n),
        1 => format!(
            "Exports to CSV work again since 09:40, also above {} rows. Start failed ones once more under Reports > Exports.",
            1200 + n
        ),
        2 => format!(
            "Logins by SMS work again since 11:25. Codes older than {} minutes are void; ask for a new one under Login > Resend.",
            10 + n
        ),
        _ => format!(
            "Refunds for cancelled tickets now arrive within 3 days. Cancel under My tickets > Cancel until {} hours before the start.",
            20 + n
        ),
    }
}

#[test]
fn the_texts_have_the_values_the_tests_need() {
    let engine = Engine::default();
    let rules = Rules::default();
    let hints = Hints { lang: None, home: Lang::En, reply: false, markup: Markup::Discord, rules: &rules };
    let judged = |text: &str| {
        let judged = engine.assess(text, &hints);
        (judged.value.number(), judged.occasion)
    };
    let expected =
        [(&EMPTY[..], 0), (&TEASE[..], 0), (&THIN[..], 1), (&CHAT[..], 0), (&USEFUL[..], 2), (&SUPPORT[..], 0)];
    for (texts, value) in expected {
        for text in texts {
            assert_eq!(judged(text), (value, Occasion::None), "{text}");
        }
    }
    for n in 0..40 {
        assert_eq!(judged(&good(n)), (3, Occasion::None), "{}", good(n));
    }
    for text in SORRY {
        let (value, occasion) = judged(text);
        assert!(value <= 1 && occasion == Occasion::Apology, "{text} is {value}, {occasion:?}");
    }
    for text in DOWN {
        assert_eq!(judged(text).1, Occasion::Incident, "{text}");
    }
}
