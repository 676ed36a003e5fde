import { Form, Select } from 'antd'
import { LANGUAGE_CODES, languageInWords } from '../../server/people/ability-rules.ts'
import { listStaff } from '../../server/people/contract.ts'
import { useAsk } from '../kit/ask.ts'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'

/** What a member of staff speaks and can do: chosen from what others have, or written. */
export function AbilityFields() {
  const t = useT()
  const language = useLanguage()
  const house = useMe().organisation.language
  const staff = useAsk(listStaff).data?.items ?? []
  const codes = new Set<string>([...LANGUAGE_CODES, ...staff.flatMap(one => one.languages)])
  codes.delete(house)
  const skills = [...new Set(staff.flatMap(one => one.skills))].sort()
  return (
    <>
      <Form.Item
        name="languages"
        label={t('admin.speaks')}
        extra={t('admin.speaks-hint', { language: languageInWords(house, language) })}
      >
        <Select
          mode="tags"
          maxCount={30}
          optionFilterProp="label"
          options={[...codes].map(code => ({ value: code, label: languageInWords(code, language) }))}
        />
      </Form.Item>
      <Form.Item name="skills" label={t('admin.can-do')} extra={t('admin.can-do-hint')}>
        <Select mode="tags" maxCount={30} options={skills.map(value => ({ value, label: value }))} />
      </Form.Item>
    </>
  )
}
