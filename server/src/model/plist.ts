import type { Member, Node, StringNode } from '../core/tree';
import { elements, textOf, type XmlDocument, type XmlElement } from '../core/xml-tree';

/** The root value of an XML property list in the same tree as JSON; nothing when there is none. */
export function readPlist({ roots }: XmlDocument): Node | undefined {
  const plist = roots.find(({ name }) => name === 'plist');
  const [value] = elements(plist);
  return value && readValue(value);
}

function readValue(element: XmlElement): Node {
  const { span } = element;
  switch (element.name) {
    case 'dict':
      return { type: 'object', span, members: readMembers(element), commented: false };
    case 'array':
      return {
        type: 'array',
        span,
        items: elements(element).map(readValue),
        commented: false,
        element: element.tag,
      };
    case 'true':
    case 'false':
      return { type: 'boolean', span, value: element.name === 'true' };
    case 'integer':
    case 'real':
      return { type: 'number', span, value: Number(textOf(element)?.value ?? '') };
    default:
      return readString(element);
  }
}

/** Keys and values stand in turn; a key without a value has none. */
function readMembers(dict: XmlElement): Member[] {
  const children = elements(dict);
  return children.flatMap((child, index) => {
    if (child.name !== 'key') return [];
    const next = children[index + 1];
    const value = next && next.name !== 'key' ? readValue(next) : undefined;
    return [
      {
        key: readString(child),
        value,
        span: { start: child.span.start, end: value?.span.end ?? child.span.end },
      },
    ];
  });
}

function readString(element: XmlElement): StringNode {
  const text = textOf(element);
  const inner = text?.span ?? { start: element.tag.end, end: element.tag.end };
  return { type: 'string', span: element.span, inner, value: text?.value ?? '', style: 'xml' };
}
