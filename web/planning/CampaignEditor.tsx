import { Form } from 'antd'
import { Link } from 'react-router'
import { createCampaign } from '../../server/campaigns/contract.ts'
import { Button } from '../kit/Button.tsx'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'
import { type CampaignDraft, draftOf, fieldsOf, sameAudience } from './campaign-draft.ts'
import { Estimate, EstimateDays, useEstimate } from './Estimate.tsx'
import { HowSection } from './HowSection.tsx'
import type { Campaign } from './say-campaign.ts'
import { useCampaignEditing } from './use-campaign-editing.ts'
import { WhenSection } from './WhenSection.tsx'
import { WhoSection } from './WhoSection.tsx'
import { WhySection } from './WhySection.tsx'

interface CampaignEditorProps {
  /** The draft that is changed; `null` for a new campaign. */
  campaign: Campaign | null
  /** What a new campaign begins with. */
  fresh: CampaignDraft
  /** The campaign a new one is planned after. */
  copyOf: string | null
  title: string
}

/** One page that says why, when, whom and how; saved when the planner says so. */
export function CampaignEditor({ campaign, fresh, copyOf, title }: CampaignEditorProps) {
  const t = useT()
  const editing = useCampaignEditing(campaign, fresh, copyOf)
  const { form, unsaved, saving, save } = editing
  const refused = saving.error && fieldsOf(saving.error).length === 0 ? saving.error : null
  return (
    <Page
      title={title}
      hint={(unsaved || campaign) && t(unsaved ? 'planning.unsaved-changes' : 'planning.nothing-changed')}
      action={<EditorActions campaign={campaign} editing={editing} savable={unsaved || copyOf !== null} />}
    >
      <EditingNotes editing={editing} />
      <ProblemNote error={refused} />
      <div className="editor">
        <Form<CampaignDraft>
          form={form}
          layout="vertical"
          requiredMark={false}
          scrollToFirstError={{ block: 'center', focus: true }}
          initialValues={editing.initial}
          onFinish={editing.send}
          validateMessages={{ required: t('kit.required'), whitespace: t('kit.required') }}
        >
          <WhySection />
          <WhenSection />
          <WhoSection saved={campaign !== null} judged={editing.judged} />
          <HowSection campaign={campaign} />
        </Form>
        <div className="editor-side">
          <EditedEstimate campaign={campaign} draft={editing.typed} onSave={save} />
        </div>
      </div>
    </Page>
  )
}

interface EditorActionsProps {
  campaign: Campaign | null
  editing: Editing
  savable: boolean
}

function EditorActions({ campaign, editing, savable }: EditorActionsProps) {
  const t = useT()
  const { unsaved, saving, save } = editing
  return (
    <>
      <Link className="back-link" to={campaign ? `/campaigns/${campaign.id}` : '/campaigns'}>
        {t(
          campaign && !unsaved
            ? 'planning.look-and-submit'
            : campaign
              ? 'planning.back-to-campaign'
              : 'planning.back-to-list',
        )}
      </Link>
      <Button
        type="primary"
        needs={createCampaign}
        whyNot={!savable && t('planning.nothing-changed')}
        loading={saving.isPending}
        onClick={save}
      >
        {t('planning.save-draft')}
      </Button>
    </>
  )
}

type Editing = ReturnType<typeof useCampaignEditing>

/** What was brought back, and what others have saved meanwhile. */
function EditingNotes({ editing }: { editing: Editing }) {
  const t = useT()
  return (
    <>
      {editing.restored && (
        <div className="note">
          <p>{t('planning.restored')}</p>
          <Button size="small" onClick={editing.reload}>
            {t('planning.restored-discard')}
          </Button>
        </div>
      )}
      {editing.changedByOthers && (
        <div className="note note-warn" role="alert">
          <p>{t('planning.changed-by-others')}</p>
          <Button size="small" onClick={editing.reload}>
            {t('planning.load-theirs')}
          </Button>
        </div>
      )}
    </>
  )
}

interface EditedEstimateProps {
  campaign: Campaign | null
  draft: CampaignDraft
  onSave: () => void
}

/** The estimate of the draft as it was last saved; it says when the page has moved on. */
function EditedEstimate({ campaign, draft, onSave }: EditedEstimateProps) {
  const t = useT()
  const estimate = useEstimate(campaign?.id ?? null, campaign?.version ?? null)
  if (!campaign) {
    return (
      <Panel title={t('planning.estimate')}>
        <p className="muted">{t('planning.estimate-after-save')}</p>
      </Panel>
    )
  }
  const outdated = !sameAudience(draft, draftOf(campaign))
  return (
    <>
      {outdated && (
        <div className="note note-warn">
          <p>{t('planning.estimate-outdated')}</p>
          <Button size="small" onClick={onSave}>
            {t('planning.save-and-estimate')}
          </Button>
        </div>
      )}
      <Estimate estimate={estimate} outdated={outdated} />
      {estimate.data && <EstimateDays estimate={estimate.data} />}
    </>
  )
}
