import { defineWords } from '../kit/define-words.ts'

/** Words of contacts made outside the product; part of the words of the area. */
export const words = defineWords({
  zh: {
    'made-elsewhere': '在别处',
    'made-by': '由谁联系',
    'of-file': '从文件导入',
    'contact-note': '备注',
    'count-wishes': '登记“不再联系”',
  },
  en: {
    'made-elsewhere': 'made elsewhere',
    'made-by': 'Made by',
    'of-file': 'imported from a file',
    'contact-note': 'Note',
    'count-wishes': 'Wishes not to be contacted',
  },
})
