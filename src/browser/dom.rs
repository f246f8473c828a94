//! Makes a shadow root's elements equal to a tree, changing only what differs: focus and scrolling stay.
//!
//! Only text and attributes are written. There is no way from here to markup.

use super::host::Host;
use crate::view::{Element, Node};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlInputElement};

/// The attribute by which a click finds its element in the tree.
pub(super) const KEY: &str = "data-key";

/// Draws trees for one row.
pub(super) struct Painter<'a> {
    pub(super) document: &'a Document,
    pub(super) host: &'a Host,
}

type Drawn = Result<web_sys::Node, JsValue>;

impl Painter<'_> {
    /// Makes what `parent` holds, drawn for `old`, equal to `new`.
    pub(super) fn children(&self, parent: &web_sys::Node, old: &[Node], new: &[Node]) -> Result<(), JsValue> {
        let mut spare = Vec::new();
        let mut drawn = parent.first_child();
        for node in old {
            let Some(this) = drawn else { break };
            drawn = this.next_sibling();
            spare.push(Some((node, this)));
        }
        let found = new.iter().map(|node| {
            let found =
                spare.iter_mut().find(|spare| spare.as_ref().is_some_and(|(old, _)| is_same(old, node)));
            found.and_then(Option::take)
        });
        let found: Vec<_> = found.collect();
        // What goes, goes first: what stays is then in its place, and not moved, which would cost it the focus.
        for (_, drawn) in spare.into_iter().flatten() {
            parent.remove_child(&drawn)?;
        }
        let mut next = parent.first_child();
        for (node, found) in new.iter().zip(found) {
            let drawn = match found {
                Some((old, drawn)) => {
                    self.update(&drawn, old, node)?;
                    drawn
                }
                None => self.create(node)?,
            };
            if next.as_ref() == Some(&drawn) {
                next = drawn.next_sibling();
            } else {
                parent.insert_before(&drawn, next.as_ref())?;
            }
        }
        Ok(())
    }

    fn create(&self, node: &Node) -> Drawn {
        match node {
            Node::Text(text) => Ok(self.document.create_text_node(text).into()),
            Node::Picture(sku) => {
                if let Some(picture) = self.host.picture(sku) {
                    return Ok(picture);
                }
                let tile = self.document.create_element("span")?;
                tile.set_attribute("part", "tile")?;
                Ok(tile.into())
            }
            Node::Element(element) => {
                let drawn = self.document.create_element(element.tag)?;
                if element.on.is_some() {
                    drawn.set_attribute(KEY, &element.key)?;
                }
                for (name, value) in &element.attributes {
                    set(&drawn, name, value)?;
                }
                self.children(&drawn, &[], &element.children)?;
                Ok(drawn.into())
            }
        }
    }

    fn update(&self, drawn: &web_sys::Node, old: &Node, new: &Node) -> Result<(), JsValue> {
        match (old, new) {
            (Node::Text(old), Node::Text(new)) if old != new => drawn.set_text_content(Some(new)),
            (Node::Element(old), Node::Element(new)) => {
                let drawn: &web_sys::Element = drawn.unchecked_ref();
                attributes(drawn, old, new)?;
                self.children(drawn, &old.children, &new.children)?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// Whether what is drawn for `old` can become `new`.
fn is_same(old: &Node, new: &Node) -> bool {
    match (old, new) {
        (Node::Text(_), Node::Text(_)) => true,
        (Node::Picture(old), Node::Picture(new)) => old == new,
        (Node::Element(old), Node::Element(new)) => old.tag == new.tag && old.key == new.key,
        _ => false,
    }
}

fn attributes(drawn: &web_sys::Element, old: &Element, new: &Element) -> Result<(), JsValue> {
    for (name, _) in
        old.attributes.iter().filter(|(name, _)| new.attributes.iter().all(|(kept, _)| kept != name))
    {
        if *name == "checked" {
            set_checked(drawn, false);
        } else {
            drawn.remove_attribute(name)?;
        }
    }
    for attribute in new.attributes.iter().filter(|attribute| !old.attributes.contains(attribute)) {
        set(drawn, attribute.0, &attribute.1)?;
    }
    Ok(())
}

fn set(drawn: &web_sys::Element, name: &str, value: &str) -> Result<(), JsValue> {
    if name == "checked" {
        set_checked(drawn, true);
        return Ok(());
    }
    drawn.set_attribute(name, value)
}

/// A radio's state is a property: the attribute says only how it began.
fn set_checked(drawn: &web_sys::Element, is_checked: bool) {
    if let Some(input) = drawn.dyn_ref::<HtmlInputElement>() {
        input.set_checked(is_checked);
    }
}
