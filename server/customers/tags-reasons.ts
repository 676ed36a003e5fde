import { reasons } from '../platform/reason.ts'

/** Why a tag cannot get another name. */
export const tagReasons = reasons({
  'tag-same-name': {
    zh: () => '新名称与原名称相同，没有改动。',
    en: () => 'That is the name it has; nothing was changed.',
  },
  'tag-name-taken': {
    zh: (f: { tag: string }) => `已有标签“${f.tag}”，没有改名。请换一个名称，或选择合并这两个标签。`,
    en: (f: { tag: string }) =>
      `There is a tag “${f.tag}” already, so nothing was renamed. Choose another name, or merge the two.`,
  },
})
