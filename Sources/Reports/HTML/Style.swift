/// The look of a report page: system fonts, colours with a contrast of 4.5 to 1 or better on both backgrounds, and a
/// word and a sign beside every colour.
enum Style {
    static let sheet: StaticString = """
        :root{--ink:#1d2b36;--soft:#4c6272;--line:#c9d2d9;--page:#fff;--panel:#f3f6f8;--link:#005eb8;--pass:#00703c;\
        --fail:#b10e1e;--warn:#8a4b00;--undecided:#4c2c92;--skipped:#4c6272;--error:#7a2048;--mark:#ffeb3b}
        @media(prefers-color-scheme:dark){:root{--ink:#e8eef2;--soft:#a9bac6;--line:#3d4f5c;--page:#12191f;--panel:#1b252d;\
        --link:#7fc4ff;--pass:#6fd39b;--fail:#ff8f98;--warn:#ffc26b;--undecided:#c3a8ff;--skipped:#a9bac6;--error:#ff9dc4;\
        --mark:#665c00}}
        *{box-sizing:border-box}
        html{font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif;color:var(--ink);\
        background:var(--page)}
        body{margin:0}
        .skip{position:absolute;left:-9999px}
        .skip:focus{left:1rem;top:1rem;background:var(--page);padding:.5rem;z-index:9}
        header,main,footer{max-width:72rem;margin:0 auto;padding:1rem}
        header{border-bottom:4px solid var(--link)}
        h1{font-size:1.75rem;line-height:1.2;margin:.5rem 0}
        h2{font-size:1.35rem;margin:2rem 0 .5rem}
        h3{font-size:1.1rem;margin:1.25rem 0 .25rem}
        a{color:var(--link)}
        p{margin:.5rem 0;max-width:46rem}
        .lead{font-size:1.15rem}
        .soft{color:var(--soft)}
        dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.5rem 0}
        dl.facts dt{color:var(--soft)}
        dl.facts dd{margin:0;overflow-wrap:anywhere}
        .tiles{display:flex;flex-wrap:wrap;gap:.75rem;padding:0;margin:1rem 0;list-style:none}
        .tiles li{border:1px solid var(--line);border-left:6px solid;border-radius:4px;padding:.5rem .9rem;min-width:7rem;\
        background:var(--panel)}
        .tiles b{display:block;font-size:1.6rem;line-height:1.1}
        .v{font-weight:700;white-space:nowrap}
        .pass{color:var(--pass)}.fail{color:var(--fail)}.warn{color:var(--warn)}.undecided{color:var(--undecided)}\
        .skipped{color:var(--skipped)}.error{color:var(--error)}
        .tiles li.pass,.tiles li.fail,.tiles li.warn,.tiles li.undecided,.tiles li.skipped,.tiles li.error\
        {border-left-color:currentColor}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;margin:.5rem 0}
        caption{text-align:left;color:var(--soft);padding:.25rem 0}
        th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line)}
        th{background:var(--panel)}
        td.n,th.n{text-align:right}
        .tools{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end;background:var(--panel);padding:.75rem;\
        border-radius:4px;margin:1rem 0}
        .tools label{display:block;font-weight:600}
        input[type=search],select{font:inherit;padding:.4rem .6rem;border:2px solid var(--soft);border-radius:4px;\
        background:var(--page);color:var(--ink);min-width:14rem;max-width:100%}
        button{font:inherit;padding:.4rem .8rem;border:2px solid var(--link);border-radius:4px;background:var(--page);\
        color:var(--link);cursor:pointer}
        :focus-visible{outline:3px solid #ffb81c;outline-offset:2px}
        details{border:1px solid var(--line);border-radius:4px;margin:.5rem 0;background:var(--page)}
        details>summary{cursor:pointer;padding:.5rem .75rem;overflow-wrap:anywhere}
        details>.in{padding:.25rem .75rem .75rem}
        details details{margin-left:.25rem}
        .scenario>summary{background:var(--panel)}
        .id{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.9em}
        pre{background:var(--panel);border:1px solid var(--line);border-radius:4px;padding:.6rem;overflow:auto;\
        font:13px/1.45 ui-monospace,"DejaVu Sans Mono",monospace;white-space:pre-wrap;overflow-wrap:anywhere;max-height:32rem}
        ul.plain{list-style:none;padding:0;margin:.25rem 0}
        ul.plain>li{padding:.35rem 0;border-top:1px solid var(--line)}
        ul.plain>li:first-child{border-top:0}
        [hidden]{display:none!important}
        @media(max-width:40rem){header,main,footer{padding:.75rem}h1{font-size:1.4rem}dl.facts{grid-template-columns:1fr}\
        dl.facts dd{margin-bottom:.4rem}th,td{padding:.35rem .4rem}input[type=search]{min-width:0;width:100%}}
        @media print{.tools,.skip{display:none}details{break-inside:avoid}.exchange,.rerun{display:none}\
        pre{max-height:none}a{color:inherit}html{font-size:11pt}}
        """

    /// Filters the scenarios by word and verdict, and opens what a link points at. The page is whole without it.
    static let script: StaticString = """
        (function(){
        var q=document.getElementById('search'),v=document.getElementById('verdict'),n=document.getElementById('shown');
        var all=[].slice.call(document.querySelectorAll('details.scenario'));
        function show(){
          var words=q.value.toLowerCase().split(/\\s+/).filter(Boolean),k=v.value,count=0;
          all.forEach(function(d){
            var t=d.textContent.toLowerCase();
            var ok=(!k||d.getAttribute('data-verdict')===k)&&words.every(function(w){return t.indexOf(w)>=0});
            d.hidden=!ok;if(ok)count++;
          });
          [].slice.call(document.querySelectorAll('section.suite')).forEach(function(s){
            s.hidden=!s.querySelector('details.scenario:not([hidden])');
          });
          n.textContent=count+' of '+all.length+' scenarios shown';
        }
        if(q){q.addEventListener('input',show);v.addEventListener('change',show);show();}
        function open(){
          var e=location.hash&&document.getElementById(decodeURIComponent(location.hash.slice(1)));
          for(var p=e;p;p=p.parentElement)if(p.tagName==='DETAILS')p.open=true;
          if(e)e.scrollIntoView();
        }
        addEventListener('hashchange',open);open();
        var was=[];
        addEventListener('beforeprint',function(){was=all.filter(function(d){return !d.open&&!d.hidden&&d.getAttribute('data-verdict')!=='pass'});\
        was.forEach(function(d){d.open=true})});
        addEventListener('afterprint',function(){was.forEach(function(d){d.open=false})});
        document.querySelectorAll('button[data-open]').forEach(function(b){b.addEventListener('click',function(){
          all.forEach(function(d){d.open=b.getAttribute('data-open')==='yes'})})});
        })();
        """
}
