import { Form, Input, Select } from 'antd'
import { LANGUAGE_CODES, languageInWords } from '../../server/people/ability-rules.ts'
import { changeOrganisation, me } from '../../server/people/contract.ts'
import type { GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useMe } from '../kit/me.ts'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { MailSender } from './MailSender.tsx'

type Fields = GivenTo<typeof changeOrganisation>['body']

/** The name and the one number customers see and ring back. */
export function OrganisationPage() {
  const t = useT()
  const say = useSay()
  const language = useLanguage()
  const { organisation } = useMe()
  const codes = [...new Set<string>([organisation.language, ...LANGUAGE_CODES])]
  const change = useDo(changeOrganisation, {
    topics: [me.tag],
    onDone: () => say.done(t('settings.organisation-changed')),
  })
  return (
    <Page title={t('settings.organisation')} hint={t('settings.organisation-hint')} narrow>
      <Panel>
        <Form<Fields>
          layout="vertical"
          requiredMark={false}
          initialValues={{
            name: organisation.name,
            serviceNumber: organisation.serviceNumber ?? '',
            language: organisation.language,
          }}
          onFinish={body => change.mutate({ body })}
          validateMessages={{ required: t('kit.required') }}
        >
          <ProblemNote error={change.error} />
          <Form.Item name="name" label={t('settings.organisation-name')} rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item
            name="serviceNumber"
            label={t('settings.service-number')}
            extra={t('settings.service-number-hint')}
          >
            <Input maxLength={30} inputMode="tel" />
          </Form.Item>
          <Form.Item name="language" label={t('admin.house-language')} extra={t('admin.house-language-hint')}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={codes.map(code => ({ value: code, label: languageInWords(code, language) }))}
            />
          </Form.Item>
          <Button type="primary" htmlType="submit" needs={changeOrganisation} loading={change.isPending}>
            {t('settings.save')}
          </Button>
        </Form>
      </Panel>
      <MailSender />
    </Page>
  )
}
