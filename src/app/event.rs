//! What can happen, and what the edge must then do.

use super::asking::Reply;
use super::row::{Open, Placement, RowId};
use super::signals::Signal;
use goeswith_engine::circumstances::Circumstances;
use goeswith_engine::feedback::Subject;
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::pacing::Frequency;
use goeswith_engine::privacy::PrivacyMode;
use goeswith_engine::shopper::AnswerKind;

/// Something that happened: the page said it, the shopper did it, or another tab wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The shop's cart holds exactly these items, and perhaps others that the model does not know.
    Cart(Vec<ItemId>),
    /// These items, and perhaps others that the model does not know, cannot be bought now.
    SoldOut(Vec<ItemId>),
    /// The shopper looks at the product with this SKU now, or at none (empty); after the first that is a new page.
    View(String),
    /// The shopper searched the shop for this.
    Search(String),
    /// These items, and perhaps others that the model does not know, were just bought.
    Ordered(Vec<ItemId>),
    /// These signals do not count on this page.
    Ignore(Vec<Signal>),
    /// The shopper is paying, until the page says otherwise: nothing is shown.
    Paying(bool),
    /// The page came to the front (`true`), or another tab did: what nobody sees is not shown.
    Front(bool),
    /// The shop's scripts want to be told of what she opens, turns down, and chooses under "How often?", or not any more.
    Tell(bool),
    /// An element was put on the page.
    Mount {
        /// Its number, never used again.
        row: RowId,
        /// Where it sits.
        placement: Placement,
        /// Most suggestions it may show.
        max: usize,
    },
    /// An element left the page.
    Unmount(RowId),
    /// An element came near the part of the page that is on screen.
    Seen(RowId),
    /// *Add* on a card.
    Add(RowId, ItemId),
    /// The way to a suggestion's own page was taken.
    Follow(RowId, ItemId),
    /// *Undo* after *Added*.
    UndoAdd(RowId, ItemId),
    /// The shop put the item into its cart or took it out (`true`), or could not.
    Settled(ItemId, bool),
    /// Nobody in the shop listens for *Add*: the way to the item's own page is taken instead.
    NotAsked(ItemId),
    /// A disclosure, menu or sheet was opened.
    Open(RowId, Open),
    /// Whatever is open in this row was closed.
    Close(RowId),
    /// The shopper turned to something outside the row: what is open closes, and the focus stays with her.
    Leave(RowId),
    /// One of the ways to say no, on a card.
    Say(RowId, AnswerKind, ItemId),
    /// *Save for later*, on a card.
    Save(RowId, ItemId),
    /// *Undo* of it.
    UndoSave(RowId, ItemId),
    /// What was saved for later is forgotten, by SKU.
    ForgetSaved(RowId, String),
    /// The box of an item in a bundle was pressed.
    Tick(RowId, ItemId),
    /// *Add chosen*: what is ticked in the bundle.
    AddChosen(RowId),
    /// From this value on the shop delivers free, in hundredths of the model's currency; 0 when it says nothing.
    FreeDelivery(u32),
    /// "Not helpful", in *Why this?*.
    NotHelpful(RowId, ItemId),
    /// "I'm shopping for someone else", or not any more.
    Gift(bool),
    /// How much may be kept, and what the mode's own place holds from before.
    Mode(PrivacyMode, Option<String>),
    /// Another tab wrote what was observed there; `None` when it erased it.
    Recalled(Option<String>),
    /// Consent was withdrawn in another tab, or everything erased there.
    Withdrawn,
    /// *Your suggestions* was asked for by the page, or the shop's footer.
    OpenMine,
    /// An answer was taken back in *Your suggestions*.
    Unsay(RowId, AnswerKind, String),
    /// What was shown on other pages is forgotten, and that a suggestion was taken.
    ForgetShown(RowId),
    /// A look at a product is forgotten, and that a suggestion led to it or away from it.
    ForgetView(RowId, ItemId),
    /// A search is forgotten.
    ForgetSearch(RowId, String),
    /// Something that was bought is forgotten.
    ForgetOwned(RowId, ItemId),
    /// The orders since the question, and when it was asked, are forgotten.
    ForgetAsked(RowId),
    /// Relations of this kind are not wanted: the name of a type, or of what goes with a category.
    NoKind(RowId, String),
    /// What was learned about one thing is forgotten.
    ForgetPoints(RowId, Subject),
    /// The question after the order.
    Reply(RowId, Reply),
    /// The answer to it is forgotten, in *Your suggestions*; only what was missing (`true`), or all of it.
    ForgetReply(RowId, bool),
    /// All of it is wanted as a file.
    Download,
    /// She wants to choose a download of hers, to bring it back.
    ChooseFile,
    /// A download comes back: the choices and the memory in it.
    Import(String, String),
    /// *Undo* of it.
    TakeBack(RowId, ItemId),
    /// "How often?" was answered.
    Frequency(RowId, Frequency),
    /// *Pause for today*, until local midnight.
    Pause(RowId),
    /// The pause was ended by hand.
    Resume(RowId),
    /// Every *no* is forgotten; how often stays as it is.
    ForgetAnswers(RowId),
    /// Everything she told us is forgotten.
    Erase,
    /// Another tab wrote the stored choices; `None` when it erased them.
    Stored(Option<String>),
    /// The choices could not be stored: they hold until the page is left.
    NotKept,
    /// They could again: all of them, with what could not be stored before.
    Kept,
    /// What was observed could not, and nothing of it lies there: it holds until the page is left.
    NotRemembered,
}

/// The moment of an event, as the edge knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The moment itself.
    pub at: Millis,
    /// When the shopper's own day ends.
    pub next_midnight: Millis,
    /// Where and when, as coarsely as it is used.
    pub circumstances: Circumstances,
}

/// What the edge must do after an event. It does nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Ask the shop to put one of this item into its cart, on behalf of a row.
    RequestAdd(RowId, ItemId),
    /// Ask the shop to take it out again.
    RequestRemove(RowId, ItemId),
    /// Keep the shopper's choices: this text, or nothing when `None`.
    Store(Option<String>),
    /// Keep what was observed, where this mode keeps it and nowhere else; nothing at all when `None`. Of mode `session` only
    /// the tab's own place is meant, and what tabs share is left alone.
    Remember(PrivacyMode, Option<String>),
    /// Remove what tabs share, and tell all of them that consent was withdrawn or everything erased.
    Withdraw,
    /// Give her a file with everything that is remembered.
    Download,
    /// Give the shop's scripts her answer to the question after the order: whether a suggestion helped, and what was
    /// missing.
    Share(RowId, bool, String),
    /// Tell the shop's scripts `goes-with-` this, on behalf of a row: the name and the text of its one detail.
    Tell(RowId, &'static str, &'static str, String),
    /// Let her choose a file, and take it as [`Event::Import`].
    ChooseFile,
    /// Move the focus to the element with this key, in this row.
    Focus(RowId, String),
}
