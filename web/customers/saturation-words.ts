import { defineWords } from '../kit/define-words.ts'

/** Words of how much of each cap is taken; part of the words of the area. */
export const words = defineWords({
  zh: {
    saturation: '联系频次',
    'saturation-number': (f: { masked: string }) => `号码 ${f.masked}`,
    'saturation-matter': (f: { purpose: string }) => `${f.purpose}这件事`,
    'saturation-line': '运营商上限',
    'saturation-for': (f: { purposes: string }) => `只限${f.purposes}`,
    'saturation-full': '已满',
    'saturation-rest': (f: { count: number }) => `另有 ${f.count} 条上限未满`,
  },
  en: {
    saturation: 'How often he was contacted',
    'saturation-number': f => `number ${f.masked}`,
    'saturation-matter': f => `the matter of ${f.purpose.toLowerCase()}`,
    'saturation-line': 'carrier’s ceiling',
    'saturation-for': f => `${f.purposes} alone`,
    'saturation-full': 'Full',
    'saturation-rest': f =>
      f.count === 1 ? 'One more limit is not reached' : `${f.count} more limits are not reached`,
  },
})
