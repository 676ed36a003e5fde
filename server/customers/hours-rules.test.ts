import { describe, expect, test } from 'vitest'
import { readGoodHours } from './hours-rules.ts'

/** `1 10:00-12:00` for each window. */
const read = (text: string) => readGoodHours(text)?.map(({ weekday, from, to }) => `${weekday} ${from}-${to}`)
const on = (days: readonly number[], ...windows: string[]) =>
  days.flatMap(day => windows.map(window => `${day} ${window}`))

describe('good hours in the cell of a file', () => {
  test.each([
    ['工作日 10:00-12:00, 周六 14:00-18:00', [...on([1, 2, 3, 4, 5], '10:00-12:00'), '6 14:00-18:00']],
    ['周一至周五 9:00-11:30', on([1, 2, 3, 4, 5], '09:00-11:30')],
    ['周一到五：9点-11点半', on([1, 2, 3, 4, 5], '09:00-11:30')],
    ['周一三五 下午2点到5点', on([1, 3, 5], '14:00-17:00')],
    ['星期一、星期三　上午９：００～１１：００', on([1, 3], '09:00-11:00')],
    ['周末 晚上7点-9点', on([6, 7], '19:00-21:00')],
    ['工作日 10:00-12:00; 14:00-16:00', on([1, 2, 3, 4, 5], '10:00-12:00', '14:00-16:00')],
    ['10-12', on([1, 2, 3, 4, 5, 6, 7], '10:00-12:00')],
    ['Mon-Fri 9am-11am, Saturday 2pm-6pm', [...on([1, 2, 3, 4, 5], '09:00-11:00'), '6 14:00-18:00']],
    ['Tue and Thurs 2-6pm', on([2, 4], '14:00-18:00')],
    ['weekdays 10-2pm', on([1, 2, 3, 4, 5], '10:00-14:00')],
    ['Sat-Mon 20:00-24:00', on([1, 6, 7], '20:00-24:00')],
  ])('reads %s', (text, expected) => expect(read(text)).toEqual(expected))

  test.each([
    ['', 'nothing'],
    ['下班以后', 'no time'],
    ['周六', 'a day without a time'],
    ['周六 14:00-18:00 周日', 'a day left over'],
    ['14:00-10:00', 'an end before the beginning'],
    ['10:00-12:00, 11:00-13:00', 'windows that overlap'],
    ['周一 9:00-25:00', 'an hour that is none'],
    ['周一 9:75-11:00', 'a minute that is none'],
    ['周八 9:00-11:00', 'a day that is none'],
    ['周一 9:00-11:00 最好发短信', 'words beside the times'],
  ])('does not read “%s”: %s', text => expect(read(text)).toBeUndefined())
})
