import { describe, expect, test } from 'vitest'
import { type NoticeDay, readNotice } from './notice-rules.ts'

const OF_2024 = `国务院办公厅关于2024年部分节假日安排的通知
国办发明电〔2023〕7号
一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。`

const OF_2026 = `国务院办公厅关于2026年部分节假日安排的通知
国办发明电〔2025〕7号
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。`

const daysOf = (days: readonly NoticeDay[], kind: NoticeDay['kind']) =>
  days.filter(day => day.kind === kind).map(day => day.day.slice(5))

describe('the notice of the State Council', () => {
  test('of 2024 is read whole: days off, make-up working days, and nothing that is only recommended', () => {
    const { days, problems, source } = readNotice(OF_2024, 2024)
    expect(problems).toEqual([])
    expect(source).toBe('国务院办公厅关于2024年部分节假日安排的通知（国办发明电〔2023〕7号）')
    expect(daysOf(days, 'make-up-workday').join(' ')).toBe('02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12')
    expect(daysOf(days, 'holiday')).toHaveLength(28)
    expect(daysOf(days, 'holiday')).not.toContain('02-09')
  })

  test('of 2026 is read whole, and its weekdays and numbers of days agree', () => {
    const { days, problems } = readNotice(OF_2026, 2026)
    expect(problems).toEqual([])
    expect(daysOf(days, 'make-up-workday').join(' ')).toBe('01-04 02-14 02-28 05-09 09-20 10-10')
    expect(days.filter(day => day.name === '春节' && day.kind === 'holiday')).toHaveLength(9)
    expect(daysOf(days, 'holiday')).toHaveLength(33)
  })

  test('taken for another year does not pass, because no weekday agrees', () => {
    const codes = new Set(readNotice(OF_2026, 2027).problems.map(problem => problem.code))
    expect(codes).toContain('weekday-differs')
  })

  test('with a day missing in its span is noticed by the stated number of days', () => {
    const { problems } = readNotice('一、元旦：1月1日至2日放假，共3天。', 2027)
    expect(problems).toMatchObject([{ code: 'count-differs', blocking: true }])
  })

  test('whose New Year’s begins in the old year names days of both', () => {
    const { days, problems } = readNotice('一、元旦：12月30日（周六）至1月1日（周一）放假，共3天。', 2024)
    expect(days.map(day => day.day)).toEqual(['2023-12-30', '2023-12-31', '2024-01-01'])
    expect(problems.filter(problem => problem.blocking)).toEqual([])
  })

  test('without a single day says so instead of loading an empty year', () => {
    expect(readNotice('你好', 2027).problems).toMatchObject([{ code: 'nothing-found', blocking: true }])
  })
})

describe('lines of day, kind and name', () => {
  test('are read with or without a header, in the words people use', () => {
    const { days, problems } = readNotice('日期,类型,名称\n2027-01-01,放假,元旦\n2027/1/3;班;元旦\n', 2027)
    expect(problems).toEqual([])
    expect(days).toEqual([
      { day: '2027-01-01', kind: 'holiday', name: '元旦' },
      { day: '2027-01-03', kind: 'make-up-workday', name: '元旦' },
    ])
  })

  test('that cannot be read, name a day twice, or lie in another year are told', () => {
    const text = '2027-01-01,放假,元旦\n2027-02-30,放假,春节\n2027-01-01,上班,元旦\n2031-05-01,放假,劳动节'
    const codes = readNotice(text, 2027)
      .problems.filter(problem => problem.blocking)
      .map(problem => problem.code)
    expect(codes.sort()).toEqual(['named-twice', 'other-year', 'unreadable'])
  })
})
