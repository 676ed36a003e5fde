import { defineWords } from '../kit/define-words.ts'

export const words = defineWords({
  zh: {
    'day-plan': '排期',
    calendar: '活动日历',
    'calendar-hint': '所有活动排在一起：谁在打、哪天太满、哪天不该打。按住拖过几天就能新建。',
    'earlier-days': '往前',
    'later-days': '往后',
    today: '今天',
    view: '按月或按周',
    month: '月',
    week: '周',
    'calendar-more': '这段时间的活动太多，只列出了前 200 个；请按机构或班组筛选。',
    'calendar-keys': '← → 前后翻，T 今天，M 月，W 周；在日期上用方向键移动，Shift + 方向键选几天，回车新建。',
    'calendar-empty': '这些天里没有活动',
    'calendar-empty-hint': '换一段时间，或新建一个活动。',
    'week-more': (f: { count: number }) => `还有 ${f.count} 个`,
    'mark-holiday': '休',
    'mark-make-up': '班',
    'day-load': (f: { due: number }) => `应打 ${f.due}`,
    'load-of': (f: { due: number; capacity: number }) =>
      f.capacity > 0 ? `应打 ${f.due}，班组能打 ${f.capacity}` : `应打 ${f.due}`,
  },
  en: {
    'day-plan': 'Day plan',
    calendar: 'Calendar',
    'calendar-hint':
      'All campaigns side by side: who calls, which day is too full, which day is none to call. Drag over days to plan one.',
    'earlier-days': 'Earlier',
    'later-days': 'Later',
    today: 'Today',
    view: 'Month or week',
    month: 'Month',
    week: 'Week',
    'calendar-more': 'There are too many campaigns in these days; the first 200 are shown. Filter by branch or team.',
    'calendar-keys':
      '← → to move, T today, M month, W week; on a day: arrows move, Shift + arrows choose days, Enter plans.',
    'calendar-empty': 'No campaign in these days',
    'calendar-empty-hint': 'Look at other days, or plan a campaign.',
    'week-more': f => `${f.count} more`,
    'mark-holiday': 'off',
    'mark-make-up': 'work',
    'day-load': f => `${f.due} due`,
    'load-of': f => (f.capacity > 0 ? `${f.due} due, the teams can deal with ${f.capacity}` : `${f.due} due`),
  },
})
