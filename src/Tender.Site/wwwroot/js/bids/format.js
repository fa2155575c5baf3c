// Sizes, times and durations as the server writes them too.

const zone = 'Asia/Shanghai';
const units = ['B', 'KB', 'MB', 'GB'];

/** Decimal units. @param {number} bytes */
export function formatBytes(bytes) {
  const step = units.findIndex((_, i) => bytes < 1000 ** (i + 1) || i === units.length - 1);
  return `${Number((bytes / 1000 ** step).toFixed(step === 3 ? 2 : 1))} ${units[step]}`;
}

/** @param {number} bytesPerSecond */
export const formatSpeed = (bytesPerSecond) => `${formatBytes(Math.round(bytesPerSecond))}/s`;

/** Hours, minutes and seconds. @param {number} milliseconds */
export function formatLeft(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/**
 * An instant in Beijing time, always with seconds and zone.
 * @param {number | string} instant @param {string} lang tag of the page
 * @param {boolean} [milliseconds]
 */
export function formatTime(instant, lang, milliseconds = false) {
  const at = new Date(instant);
  /** @type {Intl.DateTimeFormatOptions} */
  const options = {
    ...{ timeZone: zone, year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  };
  const parts = new Intl.DateTimeFormat(lang, options).formatToParts(at);
  const get = (/** @type {string} */ type) => parts.find((p) => p.type === type)?.value ?? '';
  const fraction = milliseconds ? `.${String(at.getUTCMilliseconds()).padStart(3, '0')}` : '';
  const clock = `${get('hour')}:${get('minute')}:${get('second')}${fraction}`;
  if (lang.startsWith('zh')) {
    const weekday = get('weekday').replace('星期', '周');
    const month = get('month').replace(/月$/, '');
    return `${get('year')}年${month}月${get('day')}日（${weekday}）${clock} 北京时间（UTC+8）`;
  }
  return `${get('weekday')} ${get('day')} ${get('month')} ${get('year')}, ${clock} Beijing time (UTC+8)`;
}
