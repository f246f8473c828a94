//! A tree of elements as plain data. There is no node for markup: text is text.

use crate::app::Event;

/// A part of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text.
    Text(String),
    /// The shop's own picture of an item, or a plain tile.
    Picture(String),
}

/// An element with what it shows and what a click or change of it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// The element's name.
    pub tag: &'static str,
    /// Its name within the row, by which it is found again from one view to the next; empty for most.
    pub key: String,
    /// Attributes by name.
    pub attributes: Vec<(&'static str, String)>,
    /// What is in it.
    pub children: Vec<Node>,
    /// What happens when it is clicked, or changed if it is an input. Only an element with a key has one.
    pub on: Option<Event>,
}

/// An element being made. Boxed, and its steps take plain references: by-value steps over a struct this large would
/// double the wasm of the views.
pub(super) struct Build(Box<Element>);

impl Build {
    pub(super) fn new(tag: &'static str) -> Self {
        Self(Box::new(Element {
            tag,
            key: String::new(),
            attributes: Vec::new(),
            children: Vec::new(),
            on: None,
        }))
    }

    /// An element with a part name, by which a shop's style sheet reaches it.
    pub(super) fn part(tag: &'static str, part: &str) -> Self {
        Self::new(tag).with("part", part)
    }

    /// A button that does something.
    pub(super) fn button(part: &str, key: String, event: Event) -> Self {
        Self::part("button", part).with("type", "button").on(key, event)
    }

    #[inline(never)]
    pub(super) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.0.attributes.push((name, value.to_owned()));
        self
    }

    #[inline(never)]
    pub(super) fn text(mut self, text: &str) -> Self {
        self.0.children.push(Node::Text(text.to_owned()));
        self
    }

    #[inline(never)]
    pub(super) fn child(mut self, child: Self) -> Self {
        self.0.children.push(Node::Element(*child.0));
        self
    }

    pub(super) fn children(self, children: impl IntoIterator<Item = Self>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    #[inline(never)]
    pub(super) fn picture(mut self, sku: &str) -> Self {
        self.0.children.push(Node::Picture(sku.to_owned()));
        self
    }

    pub(super) fn keyed(mut self, key: &str) -> Self {
        self.0.key.push_str(key);
        self
    }

    #[inline(never)]
    pub(super) fn on(mut self, key: String, event: Event) -> Self {
        self.0.key = key;
        self.0.on = Some(event);
        self
    }

    pub(super) fn done(self) -> Element {
        *self.0
    }
}

impl Element {
    /// What the element with this key does, here or below. It is taken out: what it does leads to another tree, and a copy
    /// of every kind of event would be another 2 kB of wasm.
    #[must_use]
    pub fn take_event(&mut self, key: &str) -> Option<Event> {
        if self.key == key {
            return self.on.take();
        }
        self.children.iter_mut().find_map(|child| match child {
            Node::Element(element) => element.take_event(key),
            _ => None,
        })
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
impl Element {
    /// All text in it, in reading order, parts separated by a blank.
    pub(crate) fn to_text(&self) -> String {
        let parts = self.children.iter().map(|child| match child {
            Node::Element(element) => element.to_text(),
            Node::Text(text) => text.clone(),
            Node::Picture(_) => String::new(),
        });
        parts.filter(|part| !part.is_empty()).collect::<Vec<String>>().join(" ")
    }

    /// Every element of the tree with this attribute value.
    pub(crate) fn find_all(&self, name: &str, value: &str) -> Vec<&Self> {
        let own = self.attributes.iter().any(|(known, text)| *known == name && text == value).then_some(self);
        let below = self.children.iter().flat_map(|child| match child {
            Node::Element(element) => element.find_all(name, value),
            _ => Vec::new(),
        });
        own.into_iter().chain(below).collect()
    }
}
