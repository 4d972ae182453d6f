" What a person does in Vim with ALE, without the person: open the file, wait for the problem, choose the fix, save, quit.
" TEST_SETUP is the set-up of the documentation, TEST_FILE the file, TEST_RULE the rule, TEST_REPORT what is to be told.
set nocompatible encoding=utf-8 hidden shortmess+=I
if exists('$PINWARDEN_ALE')
  let &runtimepath = $PINWARDEN_ALE . ',' . &runtimepath
else
  silent! packadd ale
endif
filetype on
let g:ale_linters = {'json': ['pinwarden']}
let g:ale_lint_delay = 0

function! Tell(key, value) abort
  call writefile([json_encode({a:key: a:value})], $TEST_REPORT, 'a')
endfunction

function! Await(what, Ready) abort
  let l:started = reltime()
  while !a:Ready()
    sleep 20m
    if reltimefloat(reltime(l:started)) > 20
      call Tell('fault', 'waited in vain for ' . a:what)
      cquit 1
    endif
  endwhile
endfunction

function! Found() abort
  let l:all = get(get(g:ale_buffer_info, bufnr(''), {}), 'loclist', [])
  return filter(copy(l:all), {_, one -> get(one, 'code', '') is# $TEST_RULE})
endfunction

function! Choose(data, items) abort
  for l:item in a:items
    if stridx(l:item[1].title, 'api.example.org') >= 0
      call Tell('chosen', l:item[1].title)
      call ale#codefix#ApplyLSPCodeAction(a:data, l:item[1])
      return
    endif
  endfor
endfunction

function! Run() abort
  call Tell('editor', split(execute('version'), "\n")[0] . ' with ALE')
  source $TEST_SETUP
  execute 'edit ' . fnameescape($TEST_FILE)
  call ale#Queue(0, 'lint_file')
  call Await('the problem', {-> len(Found()) == 1})
  let l:problem = Found()[0]
  call Tell('marked', strpart(getline(l:problem.lnum), l:problem.col - 1, l:problem.end_col - l:problem.col + 1))
  call cursor(l:problem.lnum, l:problem.col)
  call ale#codefix#Execute(0, {data, items -> Choose(data, items)})
  call Await('the fix', {-> search('API', 'nw') == 0})
  silent write
  call ale#Queue(0, 'lint_file')
  call Await('no problem', {-> len(Found()) == 0})
  qall!
endfunction

function! Start() abort
  try
    call Run()
  catch
    call Tell('fault', v:exception . ' at ' . v:throwpoint)
    cquit 1
  endtry
endfunction
