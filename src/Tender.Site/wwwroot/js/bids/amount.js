// Money as people write it, as the summary holds it (whole fen), and in capital characters as contracts write it.

const digits = [...'零壹贰叁肆伍陆柒捌玖'];
const units = ['', '拾', '佰', '仟'];
const groups = ['', '万', '亿', '万亿'];
/** Below ten thousand 亿 yuan; far above any tender, and exact in a double. */
export const mostFen = 999_999_999_999_999;

/**
 * Reads yuan with at most two decimals; thousands separators may stand anywhere before the point.
 * @param {string} text
 * @returns {number | null} fen, or null when it is no such amount
 */
export function parseYuan(text) {
  const plain = text.normalize('NFKC').replace(/[,\s]/g, '');
  const match = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(plain);
  if (!match) {
    return null;
  }
  const fen = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return fen <= mostFen ? fen : null;
}

/** @param {number} fen */
export function formatYuan(fen) {
  const yuan = String(Math.floor(fen / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${yuan}.${String(fen % 100).padStart(2, '0')}`;
}

/**
 * Four digits of one group, without its unit.
 * @param {number} value 1..9999 @param {boolean} follows whether digits stand before
 * @param {boolean} skipped whether a whole group of zeros stands between
 */
function groupText(value, follows, skipped) {
  let text = '';
  let gap = follows && (skipped || value < 1000);
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) {
      gap = gap || text !== '';
    } else {
      text += `${gap ? '零' : ''}${digits[digit]}${units[place]}`;
      gap = false;
    }
  }
  return text;
}

/** 大写金额. @param {number} fen */
export function capitalYuan(fen) {
  const yuan = Math.floor(fen / 100);
  const [jiao, cent] = [Math.floor(fen / 10) % 10, fen % 10];
  let text = '';
  let skipped = false;
  for (let group = groups.length - 1; group >= 0; group--) {
    const value = Math.floor(yuan / 10_000 ** group) % 10_000;
    if (value > 0) {
      text += groupText(value, text !== '', skipped) + unitOf(group, yuan);
    }
    skipped = value === 0 && text !== '';
  }
  const whole = text === '' ? '' : `${text}元`;
  if (jiao === 0 && cent === 0) {
    return `${whole || '零元'}整`;
  }
  const tail = (jiao > 0 ? `${digits[jiao]}角` : whole && '零') + (cent > 0 ? `${digits[cent]}分` : '整');
  return whole + tail;
}

/** 万亿 only once: 壹万亿, but 壹万零壹亿. @param {number} group @param {number} yuan */
const unitOf = (group, yuan) => (group === 3 && Math.floor(yuan / 1e8) % 10_000 > 0 ? '万' : groups[group]);
